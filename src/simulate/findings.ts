/** What a loader must find in the export folder, counted while it is written. */
export class Findings {
  conversation_count = 0
  open_conversation_count = 0
  /** Conversation records, copies included. */
  record_count = 0
  /** Different records: the same conversation under another stamp or with another content is another version. */
  version_count = 0
  /** Exact copies of a record that is there already. */
  duplicate_count = 0
  evaluation_count = 0
  evaluation_record_count = 0
  evaluation_duplicate_count = 0
  user_detail_record_count = 0
  /** An agent's states of one day, word for word as in the day before's file. */
  user_detail_duplicate_count = 0
  broken_line_count = 0
  reject_count = 0
  /** Files whose bytes are those of another file. */
  copied_file_count = 0
}
