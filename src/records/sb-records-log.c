/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program writes down about its own work: which field changed when, which files came in, which id a record has
 * in its source. The rows by the million point at their record by type and row id, which is half the size of a uid. */
#include "records/sb-record-areas.h"

static const SbField import_batch_fields[] = {
  F ("file_name", TEXT, REQ | PROG | COL | TITLE | FIND, N_("File")),
  F ("profile", TEXT, REQ | PROG | COL, N_("Source")),
  F ("encoding", TEXT, PROG, N_("Encoding")),
  F ("as_of_on", DATE, REQ | PROG | COL, N_("As of")),
  F ("full_export", BOOL, PROG, N_("Complete export")),
  F ("rows_new", INTEGER, PROG | COL, N_("New")),
  F ("rows_updated", INTEGER, PROG | COL, N_("Updated")),
  F ("rows_unchanged", INTEGER, PROG | COL, N_("Unchanged")),
  F ("rows_rejected", INTEGER, PROG | COL, N_("Rejected")),
  F ("imported_at", INSTANT, REQ | PROG | COL, N_("Imported")),
  END_OF_FIELDS
};

static const SbRecordType import_batch = {
  .name = "import_batch", .table = "import_batch", .label = N_("Import"), .plural = N_("Imports"),
  .flags = SB_RECORD_PROGRAM, .fields = import_batch_fields
};

static const SbField import_mapping_fields[] = {
  F ("header_hash", TEXT, REQ | UNIQ | PROG, N_("Header")),
  F ("profile", TEXT, REQ | PROG | COL | TITLE, N_("Source")),
  F ("mapping", NOTE, REQ | PROG, N_("Mapping")),
  F ("date_format", TEXT, PROG, N_("Order of dates")),
  F ("number_format", TEXT, PROG, N_("Form of numbers")),
  F ("used_at", INSTANT, PROG | COL, N_("Last used")),
  END_OF_FIELDS
};

static const SbRecordType import_mapping = {
  .name = "import_mapping", .table = "import_mapping", .label = N_("Remembered mapping"),
  .plural = N_("Remembered mappings"), .flags = SB_RECORD_PROGRAM, .fields = import_mapping_fields
};

static const SbChoice origins[] = {
  { "edit", N_("Edit") }, { "import", N_("Import") }, { "undo", N_("Undo") }, { "merge", N_("Merge") }, END_OF_CHOICES
};

static const SbField field_change_fields[] = {
  F ("record_type", TEXT, REQ | PROG, N_("Record type")),
  F ("record_id", INTEGER, REQ | PROG, N_("Record")),
  F ("field", TEXT, REQ | PROG | COL, N_("Field")),
  F ("old_value", TEXT, PROG | COL, N_("Before")),
  F ("new_value", TEXT, PROG | COL, N_("After")),
  F ("as_of_on", DATE, REQ | PROG | COL, N_("As of")),
  F ("changed_at", INSTANT, REQ | PROG | COL, N_("Changed")),
  F ("change", INTEGER, PROG, N_("Step")),
  CHOICE ("origin", origins, REQ | PROG | COL, N_("Origin")),
  REF ("import_batch", "import_batch", PROG, N_("Import")),
  F ("reason", TEXT, PROG | COL, N_("Reason")),
  END_OF_FIELDS
};

static const SbRecordType field_change = {
  .name = "field_change", .table = "field_change", .label = N_("Change of a field"),
  .plural = N_("Changes of fields"), .flags = SB_RECORD_PROGRAM | SB_RECORD_IMMUTABLE | SB_RECORD_LEAN,
  .fields = field_change_fields
};

static const SbField source_key_fields[] = {
  F ("source", TEXT, REQ | PROG, N_("Source")),
  F ("object", TEXT, REQ | PROG, N_("Object")),
  F ("ext_id", TEXT, REQ | PROG, N_("Id in the source")),
  F ("record_type", TEXT, REQ | PROG, N_("Record type")),
  F ("record_id", INTEGER, REQ | PROG, N_("Record")),
  F ("state", TEXT, PROG, N_("What was imported last")),
  END_OF_FIELDS
};

static const SbRecordType source_key = {
  .name = "source_key", .table = "source_key", .label = N_("Id in a source"), .plural = N_("Ids in sources"),
  .flags = SB_RECORD_PROGRAM | SB_RECORD_LEAN, .fields = source_key_fields, .unique = "source,object,ext_id"
};

static const SbField extra_value_fields[] = {
  F ("record_type", TEXT, REQ | PROG, N_("Record type")),
  F ("record_id", INTEGER, REQ | PROG, N_("Record")),
  F ("column_name", TEXT, REQ | PROG, N_("Column")),
  F ("value", TEXT, PROG, N_("Value")),
  END_OF_FIELDS
};

static const SbRecordType extra_value = {
  .name = "extra_value", .table = "extra_value", .label = N_("Further field"), .plural = N_("Further fields"),
  .flags = SB_RECORD_PROGRAM | SB_RECORD_LEAN, .fields = extra_value_fields,
  .unique = "record_type,record_id,column_name"
};

const SbRecordType * const sb_records_log[] = {
  &import_batch, &import_mapping, &field_change, &source_key, &extra_value, NULL
};
