/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training: skills, courses, who attended them and which certificate came of it. Budgets and quizzes follow with the
 * training page; a training file fills what is here. */
#include "records/sb-record-areas.h"

static const SbChoice families[] = {
  { "product knowledge", N_("Product knowledge") }, { "selling skills", N_("Selling skills") },
  { "negotiation", N_("Negotiation") }, { "other", N_("Other") }, END_OF_CHOICES
};

static const SbField skill_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name"), .group = N_("Skill")),
  CHOICE ("family", families, REQ | COL, N_("Family"), .initial = "other"),
  F ("anchor_0", TEXT, 0, N_("Level 0 means"), .group = N_("What the levels mean")),
  F ("anchor_1", TEXT, 0, N_("Level 1 means")),
  F ("anchor_2", TEXT, 0, N_("Level 2 means")),
  F ("anchor_3", TEXT, 0, N_("Level 3 means")),
  F ("anchor_4", TEXT, 0, N_("Level 4 means")),
  F ("valid_months", INTEGER, COL, N_("Valid for (months)"), .min = 1, .max = 600, .group = N_("Use")),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType skill = {
  .name = "skill", .table = "skill", .label = N_("Skill"), .plural = N_("Skills"), .fields = skill_fields
};

static const SbField course_fields[] = {
  F ("title", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Title")),
  F ("outline", NOTE, 0, N_("Outline")),
  F ("length_min", MINUTES, COL, N_("Length"), .min = 0, .max = G_MAXINT32),
  PERCENT ("pass", 0, N_("Pass mark"), .min = 0, .max = WHOLE),
  F ("attempts", INTEGER, 0, N_("Attempts"), .min = 1, .max = 100),
  F ("certificate_months", INTEGER, COL, N_("Certificate valid for (months)"), .min = 1, .max = 600),
  MONEY ("unit_cost", COL, N_("Cost a person")),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType course = {
  .name = "course", .table = "course", .label = N_("Course"), .plural = N_("Courses"), .fields = course_fields
};

static const SbChoice session_states[] = {
  { "planned", N_("Planned") }, { "held", N_("Held") }, { "cancelled", N_("Cancelled") }, END_OF_CHOICES
};

/* A list of courses taken may tell neither day nor length. */
static const SbField course_session_fields[] = {
  REF ("course", "course", REQ | COL, N_("Course")),
  F ("start_on", DATE, COL | TITLE, N_("From")),
  F ("end_on", DATE, COL, N_("To")),
  F ("trainer", TEXT, COL | FIND, N_("Trainer")),
  F ("place", TEXT, COL, N_("Place")),
  F ("length_min", MINUTES, COL, N_("Length"), .min = 0, .max = G_MAXINT32),
  MONEY ("cost", COL, N_("Cost")),
  CHOICE ("state", session_states, REQ | COL, N_("State"), .initial = "planned"),
  END_OF_FIELDS
};

static const SbRecordType course_session = {
  .name = "course_session", .table = "course_session", .label = N_("Course session"),
  .plural = N_("Course sessions"), .flags = SB_RECORD_DETAIL, .fields = course_session_fields
};

static const SbChoice attendance_states[] = {
  { "invited", N_("Invited") }, { "attended", N_("Attended") }, { "excused", N_("Excused") },
  { "absent", N_("Absent") }, END_OF_CHOICES
};

static const SbField attendance_fields[] = {
  REF ("member", "member", REQ | COL, N_("Member")),
  F ("event", ANY, REQ | COL, N_("Event")),
  CHOICE ("state", attendance_states, REQ | COL, N_("State"), .initial = "invited"),
  F ("rating", INTEGER, PRIV, N_("Rating"), .min = 0, .max = 10),
  PERCENT ("score", PRIV, N_("Score")),
  F ("learned", NOTE, 0, N_("Learned")),
  END_OF_FIELDS
};

static const SbRecordType attendance = {
  .name = "attendance", .table = "attendance", .label = N_("Attendance"), .plural = N_("Attendances"),
  .flags = SB_RECORD_DETAIL, .fields = attendance_fields
};

static const SbField certificate_fields[] = {
  REF ("member", "member", REQ | COL, N_("Member")),
  F ("title", TEXT, REQ | COL | TITLE | FIND, N_("Title")),
  REF ("course", "course", COL, N_("Course")),
  F ("issued_on", DATE, COL, N_("Issued on")),
  F ("expires_on", DATE, COL, N_("Expires on")),
  END_OF_FIELDS
};

static const SbRecordType certificate = {
  .name = "certificate", .table = "certificate", .label = N_("Certificate"), .plural = N_("Certificates"),
  .flags = SB_RECORD_DETAIL, .fields = certificate_fields
};

const SbRecordType * const sb_records_training[] = {
  &skill, &course, &course_session, &attendance, &certificate, NULL
};
