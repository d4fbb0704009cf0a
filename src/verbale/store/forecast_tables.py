"""The tables of forecasts, ranked lists, outcomes and backtests in the state of a desk; no row is ever changed or deleted."""

_TABLES = """
CREATE TABLE forecast (
  forecast_id TEXT PRIMARY KEY, made TEXT NOT NULL, level TEXT NOT NULL, origins TEXT NOT NULL, program TEXT NOT NULL,
  history TEXT NOT NULL, as_of TEXT NOT NULL, horizon INTEGER NOT NULL, actor TEXT, act TEXT, recipient TEXT,
  probability REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL, expected REAL NOT NULL, expected_low REAL NOT NULL,
  expected_high REAL NOT NULL, model TEXT NOT NULL, events INTEGER NOT NULL, pooled INTEGER NOT NULL, baselines TEXT NOT NULL,
  grounds TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE outcome (
  forecast_id TEXT PRIMARY KEY, scored TEXT NOT NULL, happened INTEGER NOT NULL, events INTEGER NOT NULL, inside INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE forecast_score (
  forecast_id TEXT NOT NULL, model TEXT NOT NULL, baseline INTEGER NOT NULL, probability REAL NOT NULL, brier REAL NOT NULL,
  log_score REAL NOT NULL, PRIMARY KEY (forecast_id, model)
) WITHOUT ROWID;
CREATE TABLE ranking (
  ranking_id TEXT PRIMARY KEY, made TEXT NOT NULL, level TEXT NOT NULL, origins TEXT NOT NULL, program TEXT NOT NULL,
  history TEXT NOT NULL, as_of TEXT NOT NULL, horizon INTEGER NOT NULL, actor TEXT, act TEXT NOT NULL, recipient TEXT,
  model TEXT NOT NULL, answers TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ranking_score (
  ranking_id TEXT PRIMARY KEY, scored TEXT NOT NULL, happened INTEGER NOT NULL, hits INTEGER NOT NULL, first_rank INTEGER
) WITHOUT ROWID;
CREATE TABLE backtest (
  backtest_id TEXT PRIMARY KEY, made TEXT NOT NULL, level TEXT NOT NULL, origins TEXT NOT NULL, program TEXT NOT NULL,
  history TEXT NOT NULL, horizon INTEGER NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
"""
_STAY = "".join(
    f"CREATE TRIGGER {table}_stays_{what.lower()} BEFORE {what} ON {table}"
    f" BEGIN SELECT RAISE(ABORT, 'a {table.replace('_', ' ')} is never changed'); END;\n"
    for table in ("forecast", "outcome", "forecast_score", "ranking", "ranking_score", "backtest")
    for what in ("UPDATE", "DELETE")
)
SCHEMA = _TABLES + _STAY
