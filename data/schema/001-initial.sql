-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. One table a record type, in the order and with the columns of its description (src/records): a test
-- compares the two. Released schemas never change; what comes later is a file of its own.
--
-- References are deferred and act on nothing: the write path removes details itself, so that every removed row is in the
-- changeset and undo can bring it back.

CREATE TABLE workspace_setting (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  key TEXT NOT NULL,
  value TEXT
) STRICT;

CREATE TABLE calendar_day (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  day_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT
) STRICT;

CREATE TABLE currency_rate (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  currency TEXT NOT NULL,
  valid_from_on TEXT NOT NULL,
  rate_e9 INTEGER NOT NULL
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  code TEXT,
  category TEXT,
  unit TEXT,
  price_minor INTEGER,
  cost_minor INTEGER,
  currency TEXT,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE record_link (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  from_type TEXT NOT NULL,
  from_uid TEXT NOT NULL,
  relation TEXT NOT NULL,
  to_type TEXT NOT NULL,
  to_uid TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  record_type TEXT NOT NULL,
  record_uid TEXT NOT NULL,
  title TEXT NOT NULL,
  location TEXT,
  content BLOB
) STRICT;

CREATE TABLE dismissal (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  suggestion_key TEXT NOT NULL,
  subject_type TEXT,
  subject_uid TEXT,
  dismissed_on TEXT NOT NULL,
  until_on TEXT,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  employee_no TEXT,
  email TEXT,
  phone TEXT,
  manager_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  active INTEGER NOT NULL,
  hired_on TEXT,
  left_on TEXT,
  birth_on TEXT,
  fte_ppm INTEGER NOT NULL,
  selling_share_ppm INTEGER NOT NULL,
  week_min INTEGER,
  leave_days REAL,
  recognition_wish TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  ladder_level INTEGER,
  ramp_steps TEXT,
  description TEXT
) STRICT;

CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  part_ppm INTEGER NOT NULL,
  kind TEXT,
  planned INTEGER
) STRICT;

CREATE TABLE time_entry (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  day_on TEXT NOT NULL,
  spent_min INTEGER NOT NULL,
  kind TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  object TEXT NOT NULL,
  active INTEGER NOT NULL,
  position INTEGER
) STRICT;

CREATE TABLE need_class (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  description TEXT
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  short_name TEXT,
  kind TEXT NOT NULL,
  industry TEXT,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  owner_locked INTEGER,
  region TEXT,
  city TEXT,
  country TEXT,
  address TEXT,
  phone TEXT,
  email TEXT,
  website TEXT,
  employees INTEGER,
  founded_year INTEGER,
  annual_revenue_minor INTEGER,
  rating TEXT,
  registration_no TEXT,
  parent_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  need_class_id INTEGER REFERENCES need_class (id) DEFERRABLE INITIALLY DEFERRED,
  class_override TEXT,
  class_reason TEXT,
  annual_margin_minor INTEGER,
  retention_ppm INTEGER,
  potential_minor INTEGER,
  potential_source TEXT,
  potential_on TEXT,
  relationship INTEGER,
  source TEXT,
  next_step TEXT,
  next_step_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  title TEXT,
  department TEXT,
  role TEXT,
  email TEXT,
  phone TEXT,
  im_handle TEXT,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT,
  is_primary INTEGER,
  left_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE preference (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  strength INTEGER,
  source TEXT,
  noted_on TEXT
) STRICT;

CREATE TABLE service_standard (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  value_class TEXT NOT NULL,
  need_class_id INTEGER NOT NULL REFERENCES need_class (id) DEFERRABLE INITIALLY DEFERRED,
  contact_days INTEGER NOT NULL,
  calls_per_quarter INTEGER NOT NULL,
  call_min INTEGER NOT NULL,
  channel TEXT,
  owner_role_id INTEGER REFERENCES role (id) DEFERRABLE INITIALLY DEFERRED,
  response_hours INTEGER
) STRICT;

CREATE TABLE metric (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  code TEXT,
  unit TEXT NOT NULL,
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  owner_field TEXT,
  date_field TEXT,
  definition TEXT NOT NULL,
  curve TEXT,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE skill (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  anchor_0 TEXT,
  anchor_1 TEXT,
  anchor_2 TEXT,
  anchor_3 TEXT,
  anchor_4 TEXT,
  valid_months INTEGER,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE course (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  title TEXT NOT NULL,
  outline TEXT,
  length_min INTEGER,
  pass_ppm INTEGER,
  attempts INTEGER,
  certificate_months INTEGER,
  unit_cost_minor INTEGER,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE course_session (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  course_id INTEGER NOT NULL REFERENCES course (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT,
  end_on TEXT,
  trainer TEXT,
  place TEXT,
  length_min INTEGER,
  cost_minor INTEGER,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  event_type TEXT NOT NULL,
  event_uid TEXT NOT NULL,
  state TEXT NOT NULL,
  rating INTEGER,
  score_ppm INTEGER,
  learned TEXT
) STRICT;

CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  course_id INTEGER REFERENCES course (id) DEFERRABLE INITIALLY DEFERRED,
  issued_on TEXT,
  expires_on TEXT
) STRICT;

CREATE TABLE competitor (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  website TEXT,
  threat INTEGER,
  segments TEXT,
  strategy TEXT,
  strengths TEXT,
  weaknesses TEXT,
  reviewed_on TEXT
) STRICT;

CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  as_of_on TEXT NOT NULL,
  checksum TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  file_name TEXT NOT NULL,
  profile TEXT NOT NULL,
  encoding TEXT,
  as_of_on TEXT NOT NULL,
  full_export INTEGER,
  rows_new INTEGER,
  rows_updated INTEGER,
  rows_unchanged INTEGER,
  rows_rejected INTEGER,
  imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  header_hash TEXT NOT NULL,
  profile TEXT NOT NULL,
  mapping TEXT NOT NULL,
  date_format TEXT,
  number_format TEXT,
  used_at INTEGER
) STRICT;

CREATE TABLE field_change (
  id INTEGER PRIMARY KEY,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  as_of_on TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  change INTEGER,
  origin TEXT NOT NULL,
  import_batch_id INTEGER REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT
) STRICT;

CREATE TABLE source_key (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  object TEXT NOT NULL,
  ext_id TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL
) STRICT;

CREATE TABLE extra_value (
  id INTEGER PRIMARY KEY,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value TEXT
) STRICT;

CREATE TABLE action_item (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  due_on TEXT NOT NULL,
  first_due_on TEXT,
  state TEXT NOT NULL,
  done_on TEXT,
  source_type TEXT,
  source_uid TEXT,
  subject_type TEXT,
  subject_uid TEXT,
  effort_min INTEGER,
  cost_minor INTEGER,
  audience TEXT,
  channel TEXT,
  outcome TEXT
) STRICT;

CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  manager_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  region TEXT
) STRICT;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER REFERENCES role (id) DEFERRABLE INITIALLY DEFERRED,
  share_ppm INTEGER NOT NULL,
  valid_from_on TEXT,
  valid_to_on TEXT
) STRICT;

CREATE TABLE stage (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  pipeline_id INTEGER NOT NULL REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  probability_ppm INTEGER,
  forecast_category TEXT,
  target_conversion_ppm INTEGER,
  standard_days INTEGER,
  max_days INTEGER,
  gate TEXT NOT NULL,
  skill_id INTEGER REFERENCES skill (id) DEFERRABLE INITIALLY DEFERRED,
  playbook TEXT,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE exit_criterion (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  stage_id INTEGER NOT NULL REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  position INTEGER NOT NULL,
  is_required INTEGER NOT NULL,
  field TEXT
) STRICT;

CREATE TABLE loss_reason (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  kind TEXT,
  parent_id INTEGER REFERENCES loss_reason (id) DEFERRABLE INITIALLY DEFERRED,
  skill_id INTEGER REFERENCES skill (id) DEFERRABLE INITIALLY DEFERRED,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  pipeline_id INTEGER NOT NULL REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER NOT NULL REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  manual_probability_ppm INTEGER,
  forecast_category TEXT,
  category_manual INTEGER,
  stage_since_on TEXT,
  amount_minor INTEGER,
  currency TEXT,
  created_on TEXT,
  expected_close_on TEXT,
  closed_on TEXT,
  next_step TEXT,
  next_step_on TEXT,
  last_activity_on TEXT,
  kind TEXT,
  source TEXT,
  channel TEXT,
  region TEXT,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  product_id INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  quantity REAL,
  loss_reason_id INTEGER REFERENCES loss_reason (id) DEFERRABLE INITIALLY DEFERRED,
  loss_note TEXT,
  contract_end_on TEXT,
  tags TEXT,
  note TEXT
) STRICT;

CREATE TABLE deal_credit (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  share_ppm INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE stage_visit (
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER NOT NULL REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  seq INTEGER NOT NULL,
  entered_on TEXT,
  left_on TEXT,
  outcome TEXT NOT NULL,
  criteria_met INTEGER,
  criteria_total INTEGER,
  override_reason TEXT
) STRICT;

CREATE TABLE deal_contact (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER NOT NULL REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  buying_role TEXT
) STRICT;

CREATE TABLE deal_competitor (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  competitor_id INTEGER NOT NULL REFERENCES competitor (id) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL,
  battlecard_used INTEGER
) STRICT;

CREATE TABLE forecast_submission (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  submitted_at INTEGER NOT NULL,
  commit_minor INTEGER NOT NULL,
  best_case_minor INTEGER,
  pipeline_minor INTEGER,
  adjust_minor INTEGER,
  adjust_reason TEXT
) STRICT;

CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  number TEXT,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  region TEXT,
  amount_minor INTEGER,
  currency TEXT,
  margin_minor INTEGER,
  tax_minor INTEGER,
  returned_minor INTEGER,
  ordered_on TEXT,
  promised_on TEXT,
  shipped_on TEXT,
  delivered_on TEXT,
  invoiced_on TEXT,
  due_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  order_id INTEGER NOT NULL REFERENCES sales_order (id) DEFERRABLE INITIALLY DEFERRED,
  line_no INTEGER,
  product_id INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  quantity REAL,
  unit_price_minor INTEGER,
  discount_ppm INTEGER,
  amount_minor INTEGER
) STRICT;

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  order_id INTEGER NOT NULL REFERENCES sales_order (id) DEFERRABLE INITIALLY DEFERRED,
  paid_on TEXT,
  amount_minor INTEGER NOT NULL,
  currency TEXT,
  method TEXT
) STRICT;

CREATE TABLE metric_value (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  metric_id INTEGER NOT NULL REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  value_minor INTEGER,
  value REAL,
  n INTEGER,
  source_note TEXT
) STRICT;

CREATE TABLE goal (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  title TEXT NOT NULL,
  metric_id INTEGER NOT NULL REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  vacant INTEGER,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  period_kind TEXT NOT NULL,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  baseline_minor INTEGER,
  target_minor INTEGER,
  baseline_value REAL,
  target_value REAL,
  phasing TEXT NOT NULL,
  product_id INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  customer_class TEXT,
  region TEXT,
  parent_id INTEGER REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  theme TEXT,
  team_mode TEXT,
  over_assign_ppm INTEGER,
  weight_ppm INTEGER,
  checkin_days INTEGER,
  assumed_days REAL,
  state TEXT NOT NULL,
  published_at INTEGER,
  note TEXT
) STRICT;

CREATE TABLE goal_version (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  goal_id INTEGER NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL,
  target_minor INTEGER,
  target_value REAL,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE goal_stage (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  goal_id INTEGER NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  period_kind TEXT NOT NULL,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  target_minor INTEGER,
  target_value REAL,
  calculated_minor INTEGER,
  calculated_value REAL,
  weight_ppm INTEGER,
  locked INTEGER NOT NULL,
  origin TEXT NOT NULL,
  override_reason TEXT
) STRICT;

CREATE TABLE survey (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  title TEXT NOT NULL,
  purpose TEXT NOT NULL,
  audience TEXT NOT NULL,
  anonymous INTEGER NOT NULL,
  population INTEGER,
  opened_on TEXT,
  closed_on TEXT,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE survey_question (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  survey_id INTEGER NOT NULL REFERENCES survey (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  options TEXT,
  scale_min INTEGER,
  scale_max INTEGER,
  measures TEXT
) STRICT;

CREATE TABLE survey_response (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  survey_id INTEGER NOT NULL REFERENCES survey (id) DEFERRABLE INITIALLY DEFERRED,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  answered_on TEXT,
  channel TEXT NOT NULL
) STRICT;

CREATE TABLE survey_answer (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  survey_response_id INTEGER NOT NULL REFERENCES survey_response (id) DEFERRABLE INITIALLY DEFERRED,
  survey_question_id INTEGER NOT NULL REFERENCES survey_question (id) DEFERRABLE INITIALLY DEFERRED,
  value REAL,
  choices TEXT,
  text TEXT
) STRICT;

CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  received_on TEXT,
  channel TEXT NOT NULL,
  kind TEXT,
  text TEXT,
  score REAL,
  scale_max REAL,
  question TEXT,
  product_id INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  severity INTEGER,
  source_link TEXT,
  survey_response_id INTEGER REFERENCES survey_response (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  due_on TEXT,
  answered_on TEXT,
  answer TEXT,
  closed_on TEXT
) STRICT;

CREATE TABLE snapshot_value (
  id INTEGER PRIMARY KEY,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
  metric_id INTEGER NOT NULL REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  value_minor INTEGER,
  value REAL,
  numerator REAL,
  denominator REAL,
  n INTEGER,
  reason TEXT
) STRICT;

CREATE TABLE pipeline_point (
  id INTEGER PRIMARY KEY,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER NOT NULL REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  amount_minor INTEGER,
  currency TEXT,
  probability_ppm INTEGER NOT NULL,
  probability_origin TEXT NOT NULL,
  model_ppm INTEGER,
  learned_ppm INTEGER,
  expected_close_on TEXT,
  forecast_category TEXT
) STRICT;

CREATE TABLE effect_check (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  subject_type TEXT NOT NULL,
  subject_uid TEXT NOT NULL,
  metric_id INTEGER NOT NULL REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  before_start_on TEXT NOT NULL,
  before_end_on TEXT NOT NULL,
  after_start_on TEXT NOT NULL,
  after_end_on TEXT NOT NULL,
  expected_change REAL,
  due_on TEXT NOT NULL,
  verdict TEXT NOT NULL,
  before_value REAL,
  after_value REAL,
  before_n INTEGER,
  after_n INTEGER,
  computed_at INTEGER,
  note TEXT
) STRICT;

CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  label TEXT NOT NULL,
  start_on TEXT NOT NULL,
  end_on TEXT,
  kind TEXT NOT NULL,
  team_id INTEGER REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  source_type TEXT,
  source_uid TEXT
) STRICT;

CREATE TABLE criterion_check (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  deal_id INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  exit_criterion_id INTEGER NOT NULL REFERENCES exit_criterion (id) DEFERRABLE INITIALLY DEFERRED,
  met INTEGER NOT NULL,
  met_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  kind TEXT NOT NULL,
  subject TEXT,
  day_on TEXT,
  started_at INTEGER,
  due_on TEXT,
  spent_min INTEGER,
  done INTEGER NOT NULL,
  account_id INTEGER REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT,
  note TEXT
) STRICT;

-- What is unique among the records that are not archived.

CREATE UNIQUE INDEX currency_rate_by_day ON currency_rate (currency, valid_from_on)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX service_standard_by_cell ON service_standard (value_class, need_class_id)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX source_key_by_ext_id ON source_key (source, object, ext_id);
CREATE UNIQUE INDEX extra_value_by_record ON extra_value (record_type, record_id, column_name);
CREATE UNIQUE INDEX deal_credit_by_deal ON deal_credit (deal_id, member_id, kind)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX stage_visit_by_deal ON stage_visit (deal_id, seq);
CREATE UNIQUE INDEX deal_contact_by_deal ON deal_contact (deal_id, contact_id)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX deal_competitor_by_deal ON deal_competitor (deal_id, competitor_id)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX goal_version_by_goal ON goal_version (goal_id, version)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX criterion_check_by_deal ON criterion_check (deal_id, exit_criterion_id)
  WHERE archived_at IS NULL;

-- How a page finds the details of a record. Removing a record looks for those who refer to it through these, too: without
-- them taking back an import of n customers costs n passes over every table that names customers. Columns that are mostly
-- empty have partial indexes.

CREATE INDEX deal_by_account ON deal (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX deal_by_owner ON deal (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX deal_contact_by_contact ON deal_contact (contact_id);
CREATE INDEX account_by_parent ON account (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX account_by_owner ON account (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX contact_by_account ON contact (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX preference_by_account ON preference (account_id);
CREATE INDEX preference_by_contact ON preference (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX activity_by_account ON activity (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX activity_by_deal ON activity (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX activity_by_contact ON activity (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX sales_order_by_account ON sales_order (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX sales_order_by_deal ON sales_order (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX sales_order_by_contact ON sales_order (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX order_line_by_order ON order_line (order_id);
CREATE INDEX payment_by_order ON payment (order_id);
CREATE INDEX feedback_by_account ON feedback (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX feedback_by_contact ON feedback (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX feedback_by_response ON feedback (survey_response_id) WHERE survey_response_id IS NOT NULL;
CREATE INDEX survey_response_by_account ON survey_response (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX survey_response_by_contact ON survey_response (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX survey_answer_by_response ON survey_answer (survey_response_id);
CREATE INDEX goal_by_parent ON goal (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX goal_stage_by_goal ON goal_stage (goal_id);
CREATE INDEX snapshot_value_by_snapshot ON snapshot_value (snapshot_id);
CREATE INDEX pipeline_point_by_snapshot ON pipeline_point (snapshot_id);
CREATE INDEX pipeline_point_by_deal ON pipeline_point (deal_id);
CREATE INDEX field_change_by_record ON field_change (record_type, record_id);
CREATE INDEX field_change_of_closing ON field_change (record_id)
  WHERE record_type = 'deal' AND field = 'expected_close_on';
CREATE INDEX field_change_by_batch ON field_change (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- Archived records are few; lists count all records and take these off.

CREATE INDEX account_archived ON account (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX contact_archived ON contact (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX deal_archived ON deal (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX sales_order_archived ON sales_order (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX order_line_archived ON order_line (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX payment_archived ON payment (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX activity_archived ON activity (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX feedback_archived ON feedback (archived_at) WHERE archived_at IS NOT NULL;

-- Titles under which numbers are looked up.

CREATE INDEX sales_order_by_number ON sales_order (number) WHERE number IS NOT NULL;

-- The store's own tables: no record types, written by the write path alone.

-- Every committed step: its changeset, and for an import the ranges of ids it made. base_id is the step that an undo or
-- redo takes back or does again, else the step itself. state: done, undone, dropped (can never be done again), final
-- (cannot be undone).
CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  base_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  changeset BLOB,
  ranges TEXT
) STRICT;
CREATE INDEX step_by_base ON step (base_id);
CREATE INDEX step_by_state ON step (state);

-- The rows of an import that was taken back, in changesets of some thousand rows, to bring them back.
CREATE TABLE step_chunk (
  step_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  changeset BLOB NOT NULL,
  PRIMARY KEY (step_id, seq)
) STRICT, WITHOUT ROWID;

-- Field changes that were taken back or done again: the history page shows them, the state at a past date does not.
CREATE TABLE history_log (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  as_of_on TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  change INTEGER,
  origin TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX history_log_by_record ON history_log (record_type, record_id);
CREATE INDEX history_log_by_change ON history_log (change_id);

-- What a source said last about a record, in the importer's encoding.
CREATE TABLE imported_value (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX imported_value_by_record ON imported_value (record_type, record_id, source);

-- Folded text of every record that search finds; the key is made of the type's name and the record's id.
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
