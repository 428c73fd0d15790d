/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The market: competitors, and surveys with their questions and answers. */
#include "records/sb-record-areas.h"

static const SbField competitor_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name"), .group = N_("Competitor")),
  F ("website", TEXT, COL, N_("Website")),
  F ("threat", INTEGER, HIST | COL, N_("Threat (1–5)"), .min = 1, .max = 5),
  F ("segments", TEXT, COL, N_("Segments")),
  F ("strategy", NOTE, HIST, N_("Strategy"), .group = N_("Assessment")),
  F ("strengths", NOTE, HIST, N_("Strengths")),
  F ("weaknesses", NOTE, HIST, N_("Weaknesses")),
  F ("reviewed_on", DATE, COL, N_("Reviewed on")),
  END_OF_FIELDS
};

static const SbRecordType competitor = {
  .name = "competitor", .table = "competitor", .label = N_("Competitor"), .plural = N_("Competitors"),
  .fields = competitor_fields
};

static const SbChoice purposes[] = {
  { "demand", N_("Demand") }, { "satisfaction", N_("Satisfaction") }, { "pulse", N_("Pulse") },
  { "other", N_("Other") }, END_OF_CHOICES
};

static const SbChoice audiences[] = {
  { "customers", N_("Customers") }, { "prospects", N_("Prospects") }, { "members", N_("Members") }, END_OF_CHOICES
};

static const SbChoice survey_states[] = {
  { "draft", N_("Draft") }, { "open", N_("Open") }, { "closed", N_("Closed") }, END_OF_CHOICES
};

static const SbField survey_fields[] = {
  F ("title", TEXT, REQ | COL | TITLE | FIND, N_("Title")),
  CHOICE ("purpose", purposes, REQ | COL, N_("Purpose"), .initial = "satisfaction"),
  CHOICE ("audience", audiences, REQ | COL, N_("Asks"), .initial = "customers"),
  F ("anonymous", BOOL, REQ | COL, N_("Anonymous"), .initial = "0"),
  F ("population", INTEGER, 0, N_("People asked"), .min = 0, .max = G_MAXINT32),
  F ("opened_on", DATE, COL, N_("Opened on")),
  F ("closed_on", DATE, COL, N_("Closed on")),
  REF ("team", "team", 0, N_("Team")),
  CHOICE ("state", survey_states, REQ | COL, N_("State"), .initial = "draft"),
  END_OF_FIELDS
};

static const SbRecordType survey = {
  .name = "survey", .table = "survey", .label = N_("Survey"), .plural = N_("Surveys"), .fields = survey_fields
};

static const SbChoice question_kinds[] = {
  { "single", N_("One answer") }, { "multiple", N_("Several answers") }, { "scale", N_("Scale") },
  { "nps", N_("Recommendation (0–10)") }, { "matrix", N_("Matrix") }, { "text", N_("Text") }, END_OF_CHOICES
};

static const SbChoice measures[] = {
  { "importance", N_("Importance") }, { "satisfaction", N_("Satisfaction") }, { "effort", N_("Effort") },
  { "mood", N_("Mood") }, { "other", N_("Other") }, END_OF_CHOICES
};

static const SbField survey_question_fields[] = {
  REF ("survey", "survey", REQ | COL, N_("Survey")),
  F ("position", INTEGER, REQ | COL, N_("Position"), .initial = "1"),
  CHOICE ("kind", question_kinds, REQ | COL, N_("Kind"), .initial = "scale"),
  F ("text", NOTE, REQ | COL | TITLE, N_("Question")),
  F ("options", NOTE, 0, N_("Answers to choose from")),
  F ("scale_min", INTEGER, 0, N_("Scale from")),
  F ("scale_max", INTEGER, 0, N_("Scale to")),
  CHOICE ("measures", measures, COL, N_("Measures")),
  END_OF_FIELDS
};

static const SbRecordType survey_question = {
  .name = "survey_question", .table = "survey_question", .label = N_("Question"), .plural = N_("Questions"),
  .flags = SB_RECORD_DETAIL, .fields = survey_question_fields
};

static const SbChoice response_channels[] = {
  { "paper", N_("Paper") }, { "file", N_("File") }, { "typed", N_("Typed in") }, { "kiosk", N_("Kiosk") },
  END_OF_CHOICES
};

static const SbField survey_response_fields[] = {
  REF ("survey", "survey", REQ | COL, N_("Survey")),
  REF ("account", "account", COL, N_("Customer")),
  REF ("contact", "contact", COL, N_("Contact")),
  REF ("member", "member", PRIV, N_("Member")),
  F ("answered_on", DATE, COL, N_("Answered on")),
  CHOICE ("channel", response_channels, REQ | COL, N_("Channel"), .initial = "typed"),
  END_OF_FIELDS
};

static const SbRecordType survey_response = {
  .name = "survey_response", .table = "survey_response", .label = N_("Response"), .plural = N_("Responses"),
  .flags = SB_RECORD_DETAIL, .fields = survey_response_fields
};

static const SbField survey_answer_fields[] = {
  REF ("survey_response", "survey_response", REQ | COL, N_("Response")),
  REF ("survey_question", "survey_question", REQ | COL, N_("Question")),
  F ("value", NUMBER, COL, N_("Value")),
  F ("choices", TEXT, COL, N_("Chosen answers")),
  F ("text", NOTE, PRIV, N_("Text")),
  END_OF_FIELDS
};

static const SbRecordType survey_answer = {
  .name = "survey_answer", .table = "survey_answer", .label = N_("Answer"), .plural = N_("Answers"),
  .flags = SB_RECORD_DETAIL, .fields = survey_answer_fields
};

const SbRecordType * const sb_records_market[] = {
  &competitor, &survey, &survey_question, &survey_response, &survey_answer, NULL
};
