-- SPDX-License-Identifier: GPL-3.0-or-later
-- Check-ins of goals, and what a planning session keeps: scenarios with their teams, members, assumptions and moves.

CREATE TABLE check_in (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  goal_id INTEGER NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  day_on TEXT NOT NULL,
  value_minor INTEGER,
  value REAL,
  confidence INTEGER,
  author_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT
) STRICT;

CREATE TABLE scenario (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  parent_id INTEGER REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
  goal_id INTEGER REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  target_minor INTEGER NOT NULL,
  method TEXT NOT NULL,
  alpha_ppm INTEGER NOT NULL,
  beta_ppm INTEGER NOT NULL,
  gamma_ppm INTEGER NOT NULL,
  kappa_ppm INTEGER NOT NULL,
  floor_ppm INTEGER NOT NULL,
  cap_ppm INTEGER NOT NULL,
  over_ppm INTEGER NOT NULL,
  team_share_ppm INTEGER NOT NULL,
  correlation_ppm INTEGER NOT NULL,
  development_min INTEGER,
  step_minor INTEGER,
  draws INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  reason TEXT,
  adopted_at INTEGER
) STRICT;

CREATE TABLE scenario_team (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  floor_minor INTEGER,
  cap_minor INTEGER,
  quota_minor INTEGER
) STRICT;

CREATE TABLE scenario_member (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  team_id INTEGER NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  bottom_up_minor INTEGER,
  fair_minor INTEGER,
  current_minor INTEGER,
  potential_minor INTEGER,
  capacity_days REAL,
  capacity_min INTEGER,
  target_share_ppm INTEGER,
  max_accounts INTEGER,
  floor_minor INTEGER,
  cap_minor INTEGER,
  is_locked INTEGER NOT NULL,
  quota_minor INTEGER,
  override_minor INTEGER,
  override_reason TEXT
) STRICT;

CREATE TABLE scenario_delta (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
  subject_type TEXT NOT NULL,
  subject_uid TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE account_move (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER,
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
  account_id INTEGER NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  from_member_id INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  to_member_id INTEGER NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  gain REAL NOT NULL,
  state TEXT NOT NULL,
  reason TEXT
) STRICT;

CREATE INDEX check_in_by_goal ON check_in (goal_id, day_on);
CREATE INDEX scenario_by_parent ON scenario (parent_id) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX scenario_team_by_scenario ON scenario_team (scenario_id, team_id)
  WHERE archived_at IS NULL;
CREATE UNIQUE INDEX scenario_member_by_scenario ON scenario_member (scenario_id, member_id, team_id)
  WHERE archived_at IS NULL;
CREATE INDEX scenario_delta_by_scenario ON scenario_delta (scenario_id);
CREATE INDEX account_move_by_scenario ON account_move (scenario_id);
CREATE INDEX metric_value_by_metric ON metric_value (metric_id);
