-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a source said last of a record is kept beside the id it has there: one row and one index fewer a record.
ALTER TABLE source_key ADD COLUMN state TEXT;
UPDATE source_key SET state = (
  SELECT v.state FROM imported_value v
  WHERE v.record_type = source_key.record_type AND v.record_id = source_key.record_id AND v.source = source_key.source
);
DROP TABLE imported_value;
CREATE INDEX source_key_by_record ON source_key (record_type, record_id);
