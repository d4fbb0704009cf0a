"""The views that questions are asked of: what each is, and its SQL over the segments.

A later version of an article takes the place of the earlier ones, a copy of an article adds nothing: `events` counts each report
once. `all_events` has every row of the current runs, with marks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what a row is, and the SQL that makes it from the tables of segments and of the state."""

    name: str
    about: str
    sql: str


_EVENT_PARTIES = """
SELECT event_id, run_id, published, status, event_type, '{role}' AS role, unnest({role}) AS words, unnest({role}_name) AS name,
  unnest({role}_code) AS code, unnest({role}_sector) AS sector FROM events
"""

_MADE = "CAST(made AS TIMESTAMPTZ) AS made, CAST(as_of AS DATE) AS as_of"
_AHEAD = (
    "CAST(as_of AS DATE) + CAST(horizon AS INTEGER) - 1 AS last_day,"
    " CAST(CAST(made AS TIMESTAMPTZ) AS DATE) <= CAST(as_of AS DATE) AS ahead"
)

VIEWS: tuple[View, ...] = (
    View(
        "articles",
        "an article; `superseded` when a later version of it is in the desk, `outlets` are all that printed the very text",
        """
        SELECT a.*, s.article_id IS NOT NULL AS superseded, coalesce(o.sightings, 0) + 1 AS sightings,
          list_distinct(list_concat(CASE WHEN a.outlet IS NULL THEN [] ELSE [a.outlet] END, coalesce(o.outlets, []))) AS outlets
        FROM segment_articles a LEFT JOIN state_superseded s USING (article_id) LEFT JOIN (
          SELECT article_id, count(*) AS sightings, list(DISTINCT outlet) FILTER (outlet IS NOT NULL) AS outlets
          FROM state_sighting GROUP BY article_id) o USING (article_id)
        """,
    ),
    View(
        "all_events",
        "an event of the current runs, those of copies and superseded versions too, as people have corrected it",
        """
        SELECT e.* EXCLUDE (corrected), e.article_id IN (SELECT article_id FROM state_superseded) AS superseded, e.corrected
        FROM current_events e
        """,
    ),
    View(
        "events",
        "an event, each report once: no copies, no superseded versions; `corrected` are the fields that a person has given",
        """
        SELECT * FROM current_events WHERE copy_of IS NULL
          AND (article_id IS NULL OR article_id NOT IN (SELECT article_id FROM state_superseded))
        """,
    ),
    View(
        "coded_events",
        "an event of the current runs as the coder has it, before any correction, those of copies and superseded versions too",
        "SELECT e.*, e.article_id IN (SELECT article_id FROM state_superseded) AS superseded FROM segment_events e",
    ),
    View(
        "actors",
        "a party of an event: its words, name, code and sector",
        " UNION ALL ".join(_EVENT_PARTIES.format(role=role) for role in ("actor", "recipient")),
    ),
    View(
        "places",
        "a place where events are told to happen, with how many and when",
        """
        SELECT place_name, country, admin1, geonameid, lat, lon, precision, count(*) AS events, min(date_from) AS first,
          max(date_to) AS last FROM events WHERE place_name IS NOT NULL GROUP BY ALL
        """,
    ),
    View(
        "incidents",
        "one happening with all its reports, where incidents have been found",
        """
        SELECT incident, count(*) AS reports, count(DISTINCT outlet) AS outlets, min(date_from) AS first, max(date_to) AS last,
          list(DISTINCT event_type) AS event_types FROM events WHERE incident IS NOT NULL GROUP BY incident
        """,
    ),
    View(
        "consequences",
        "a claim that a cause raises, lowers or changes an effect, each report once",
        """
        SELECT * FROM segment_consequences WHERE copy_of IS NULL AND article_id NOT IN (SELECT article_id FROM state_superseded)
        """,
    ),
    View(
        "stances",
        "where a holder stands on an issue or another actor, each report once",
        """
        SELECT * FROM segment_stances WHERE copy_of IS NULL AND article_id NOT IN (SELECT article_id FROM state_superseded)
        """,
    ),
    View("codings", "all that a run found in an article, as JSON", "SELECT * FROM segment_codings"),
    View("runs", "what coded or imported events: program, model and their digests", "SELECT * FROM state_run"),
    View("failures", "what could not be read, and why", "SELECT * FROM state_failure"),
    View("sightings", "a further place where a known text was found", "SELECT * FROM state_sighting"),
    View(
        "corrections",
        "what a person says of a field of an event; its `state`, the event it applies to now, and what the coder says there",
        "SELECT * FROM state_correction",
    ),
    View(
        "forecasts",
        "a forecast as it was made, `ahead` of its time or afterwards; `happened` and what follows are absent until it is scored",
        f"""
        SELECT f.* EXCLUDE (pooled), pooled = 1 AS pooled, o.happened = 1 AS happened, o.events AS counted,
          o.inside = 1 AS inside, CAST(o.scored AS DATE) AS scored
        FROM (SELECT * REPLACE ({_MADE}), {_AHEAD} FROM state_forecast) f LEFT JOIN state_outcome o USING (forecast_id)
        """,
    ),
    View(
        "forecast_scores",
        "what a model said of a forecast's question, the baselines beside the forecast, with its scores: lower is better",
        """
        SELECT s.forecast_id, s.model, s.baseline = 1 AS baseline, s.probability, f.happened, s.brier, s.log_score, f.as_of,
          f.horizon, f.ahead, f.actor, f.act, f.recipient, f.level, f.origins, f.scored
        FROM state_forecast_score s JOIN forecasts f USING (forecast_id)
        """,
    ),
    View(
        "rankings",
        "a ranked list of who is next; `hits` of those that it `happened` to stand in it, the best at `first_rank`",
        f"""
        SELECT r.*, s.happened, s.hits, s.first_rank, CAST(s.scored AS DATE) AS scored
        FROM (SELECT * REPLACE ({_MADE}), {_AHEAD} FROM state_ranking) r LEFT JOIN state_ranking_score s USING (ranking_id)
        """,
    ),
    View(
        "backtests",
        "a backtest of the desk; `record` is all of it as JSON",
        "SELECT * REPLACE (CAST(made AS TIMESTAMPTZ) AS made) FROM state_backtest",
    ),
)

SUPERSEDED = """
SELECT article_id FROM (
  SELECT article_id, row_number() OVER (
    PARTITION BY coalesce(version_of, article_id) ORDER BY published DESC NULLS LAST, number DESC) AS place
  FROM article WHERE copy_of IS NULL AND coalesce(version_of, article_id) IN (
    SELECT version_of FROM article WHERE version_of IS NOT NULL)
) WHERE place > 1
"""
"""SQL for the state: articles of which another version is later by publication, or by arrival where that is the same."""
