with

records as (

    {% for relation in ['genesys_participants', 'genesys_typed_participants'] %}
    select
        "participantId",
        "userId",
        "externalContactId",
        "teamId",
        "purpose",
        "participantName",
        "attributes",
        participant_index,
        file_id,
        file_row
    from {{ source('genesys', relation) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as conversation_id,
        records."participantId" as participant_id,
        records."userId" as user_id,
        records."externalContactId" as external_contact_id,
        records."teamId" as team_id,

        lower(records."purpose") as purpose,
        records."participantName" as participant_name,
        records."attributes" as attributes,

        records.participant_index,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
