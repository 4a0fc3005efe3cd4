-- What every cxkpi database holds besides the platforms' own raw tables. Run once, when the file is created.

create schema if not exists meta;
create schema if not exists raw;

create table if not exists meta.schema_version (
    version integer not null,
    created_at timestamptz not null
);

-- One row a load; a load that was killed stays 'running' and what it had committed stays usable.
create table if not exists meta.loads (
    load_id integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status varchar not null,          -- running, done, failed
    file_count integer,
    row_count bigint,
    duplicate_count bigint,
    reject_count bigint
);

-- One row a file and entity that were landed. A file is known by (sha256, org_id).
create table if not exists meta.files (
    file_id integer not null,
    load_id integer not null,
    path varchar not null,
    sha256 varchar not null,
    size_bytes bigint not null,
    format varchar not null,          -- ndjson, envelope, array, object, concatenated, singer, empty, parquet, csv, iceberg
    compression varchar not null,     -- none, gzip, zstd
    platform varchar not null,        -- '' where the file is empty
    org_id varchar not null,
    entity varchar not null,          -- e.g. 'conversations'; 'none' where the file holds no record
    row_count bigint not null,        -- records landed, rejects not among them
    duplicate_count bigint not null,  -- of these, with key and content of a record that came before
    reject_count bigint not null,
    unknown_fields varchar,           -- JSON list of field paths that neither cxkpi nor the platform's documentation knows, in up to
                                      -- 1,000 records at the file's beginning
    data_available_at timestamptz,    -- the export's own stamp, where it has one
    loaded_at timestamptz not null
);

create table if not exists meta.rejects (
    load_id integer not null,
    file_id integer not null,
    file_row bigint,                  -- the record's or line's number in the file, from 1
    record_id varchar,
    reason varchar not null,
    payload varchar
);

create table if not exists meta.model_runs (
    run_id varchar not null,
    node varchar not null,
    kind varchar not null,            -- model, seed, test, unit_test; variables: what a run was configured with, in message
    status varchar not null,          -- built, reused, pass, warn, fail, error, skipped
    started_at timestamptz not null,
    seconds double not null,
    row_count bigint,
    fingerprint varchar,              -- sha-256 of the compiled SQL, its configuration and its ancestors' fingerprints; of a model also,
                                      -- behind 'from', of what had been loaded into the tables it reads
    message varchar
);

create table if not exists meta.findings (
    finding_id varchar not null,      -- stable: hash of the rule and the record it names
    rule varchar not null,            -- the data test's name, or the loader's rule
    severity varchar not null,        -- error, warn, info
    model varchar,
    description varchar,
    record_key varchar,
    file_id integer,
    file_row bigint,
    observed varchar,
    expected varchar,
    status varchar not null,          -- new, standing, resolved
    first_run_id varchar not null,
    last_run_id varchar not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

-- The ids that were forgotten, each as sha-256 of 'platform:org_id:id': what names one of them is not landed again.
create table if not exists meta.forgotten (
    id_hash varchar not null,
    forgotten_at timestamptz not null
);

-- The key of the hashes that stand for personal values under 'pii: hash', made once a database; none where that was never asked for.
create table if not exists meta.pii_key (
    key varchar not null
);

-- One row a command that deleted personal data.
create table if not exists meta.removals (
    removed_at timestamptz not null,
    command varchar not null,         -- forget, prune
    before_date date,                 -- of prune
    conversation_count bigint not null,
    record_count bigint not null,     -- records of raw, all their versions
    reject_count bigint not null
);

-- One row a data file of an Iceberg table that was landed: a later load of the table compares itself with these.
create table if not exists meta.table_files (
    table_id varchar not null,        -- the table's own uuid
    org_id varchar not null,
    path varchar not null,            -- below the table's folder
    content varchar not null,         -- hash of the path, the table's schema and the deletes that apply
    file_id integer not null,         -- the load of the table that brought it, in meta.files
    first_row bigint not null,        -- the file_row of its first row, deleted ones counted
    last_row bigint not null,
    load_id integer not null,
    vanished_load_id integer          -- the load that did not find it any more: its rows have a row with op 'delete'
);

-- The text of every record of a text file (JSON, CSV) as it came, without white space between its parts.
create table if not exists raw.payloads (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    payload varchar using compression zstd
);

-- What the rows of columnar files (Parquet, Iceberg) hold beside what landing reads of them, as JSON: these have no payload.
create table if not exists raw.other_fields (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    other_fields varchar using compression zstd
);
