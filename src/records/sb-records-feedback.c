/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers say: from surveys, interviews and social media in one inbox, each with an owner until it is
 * answered. */
#include "records/sb-record-areas.h"

static const SbChoice channels[] = {
  { "survey", N_("Survey") }, { "interview", N_("Interview") }, { "social", N_("Social media") },
  { "call", N_("Call") }, { "visit", N_("Visit") }, { "email", N_("E-mail") }, { "other", N_("Other") }, END_OF_CHOICES
};

static const SbChoice kinds[] = {
  { "praise", N_("Praise") }, { "complaint", N_("Complaint") }, { "idea", N_("Idea") },
  { "question", N_("Question") }, END_OF_CHOICES
};

static const SbChoice states[] = {
  { "new", N_("New") }, { "owned", N_("Being handled") }, { "answered", N_("Answered") }, { "closed", N_("Closed") },
  END_OF_CHOICES
};

/* A score alone is neither praise nor complaint, and a file of scores may lack the customer and the day. One of text
 * and score is there: the import and the form see to it. */
static const SbField feedback_fields[] = {
  REF ("account", "account", COL, N_("Customer"), .group = N_("Feedback")),
  REF ("contact", "contact", 0, N_("Contact")),
  F ("received_on", DATE, COL, N_("Received on")),
  CHOICE ("channel", channels, REQ | COL, N_("Channel"), .initial = "other"),
  CHOICE ("kind", kinds, COL, N_("Kind")),
  F ("text", NOTE, COL | TITLE | FIND, N_("What was said")),
  F ("score", NUMBER, COL, N_("Score")),
  F ("scale_max", NUMBER, 0, N_("Best score")),
  F ("question", TEXT, 0, N_("Question asked")),
  REF ("product", "product", 0, N_("Product"), .group = N_("About")),
  F ("severity", INTEGER, 0, N_("Severity (1–4)"), .min = 1, .max = 4),
  F ("source_link", TEXT, 0, N_("Link to the source")),
  REF ("survey_response", "survey_response", 0, N_("Survey response")),
  CHOICE ("state", states, REQ | HIST | COL, N_("State"), .initial = "new", .group = N_("Answer")),
  REF ("owner", "member", HIST | COL, N_("Owner")),
  F ("due_on", DATE, COL, N_("Answer due")),
  F ("answered_on", DATE, 0, N_("Answered on")),
  F ("answer", NOTE, 0, N_("Answer")),
  F ("closed_on", DATE, 0, N_("Closed on")),
  END_OF_FIELDS
};

static const SbRecordType feedback = {
  .name = "feedback", .table = "feedback", .label = N_("Feedback"), .plural = N_("Feedback"),
  .fields = feedback_fields
};

const SbRecordType * const sb_records_feedback[] = {
  &feedback, NULL
};
