"""The schema as migrations; `user_version` is the number of migrations applied.

Imported at the first write only, because sqlite-utils makes the start of the program slow.
"""

from sqlite_utils import Database, Migrations

MIGRATION_TABLE = """
CREATE TABLE IF NOT EXISTS _sqlite_migrations (
    id INTEGER PRIMARY KEY,
    migration_set TEXT NOT NULL,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    UNIQUE (migration_set, name)
) STRICT
"""
"""The table sqlite-utils would make itself, made STRICT."""

INSTALLATION = """
CREATE TABLE installation (
    ordinal INTEGER PRIMARY KEY,
    id BLOB NOT NULL CHECK (length(id) = 16),
    epoch BLOB NOT NULL UNIQUE CHECK (length(epoch) = 8),
    parent_epoch BLOB REFERENCES installation (epoch),
    parent_seq INTEGER CHECK (parent_seq >= 0),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    started_at TEXT NOT NULL,
    CHECK ((parent_epoch IS NULL) = (parent_seq IS NULL))
) STRICT
"""

JOURNAL = """
CREATE TABLE journal (
    installation BLOB NOT NULL CHECK (length(installation) = 16),
    epoch BLOB NOT NULL CHECK (length(epoch) = 8),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
    kind TEXT NOT NULL CHECK (kind IN ('done', 'fix', 'void', 'erase', 'link')),
    subject TEXT NOT NULL CHECK (subject <> ''),
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (installation, epoch, seq)
) STRICT
"""

JOURNAL_BODY = """
CREATE TABLE journal_body (
    installation BLOB NOT NULL,
    epoch BLOB NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (installation, epoch, seq),
    FOREIGN KEY (installation, epoch, seq) REFERENCES journal (installation, epoch, seq)
) STRICT
"""

JOURNAL_GUARDS = (
    """
    CREATE TRIGGER journal_stays BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END
    """,
    """
    CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END
    """,
    """
    CREATE TRIGGER journal_body_is_final BEFORE UPDATE ON journal_body
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END
    """,
    """
    CREATE TRIGGER journal_body_leaves_when_erased BEFORE DELETE ON journal_body
    WHEN NOT EXISTS (
        SELECT 1 FROM journal AS erased JOIN journal AS own ON own.subject = erased.subject
        WHERE erased.kind = 'erase'
        AND own.installation = OLD.installation AND own.epoch = OLD.epoch AND own.seq = OLD.seq
    )
    BEGIN SELECT RAISE(ABORT, 'only an erased body may go'); END
    """,
)

COMPLETION = """
CREATE TABLE completion (
    subject TEXT PRIMARY KEY NOT NULL,
    installation BLOB NOT NULL CHECK (length(installation) = 16),
    edition TEXT NOT NULL,
    content_version TEXT NOT NULL,
    chapters TEXT NOT NULL CHECK (chapters GLOB '[[]*]'),
    rule TEXT NOT NULL,
    completed_on TEXT NOT NULL CHECK (completed_on GLOB '????-??-??'),
    code TEXT NOT NULL CHECK (length(code) = 12),
    marks TEXT NOT NULL CHECK (marks GLOB '[[]*]')
) STRICT
"""

OWN_PROGRESS = (
    """
    CREATE TABLE page_done (
        edition TEXT NOT NULL,
        chapter TEXT NOT NULL,
        page TEXT NOT NULL,
        skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
        done_at TEXT NOT NULL,
        PRIMARY KEY (edition, chapter, page)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answer (
        id INTEGER PRIMARY KEY,
        edition TEXT NOT NULL,
        chapter TEXT NOT NULL,
        item TEXT NOT NULL,
        content_version TEXT NOT NULL,
        chosen TEXT NOT NULL CHECK (chosen GLOB '[[]*]'),
        "right" INTEGER NOT NULL CHECK ("right" IN (0, 1)),
        answered_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX answer_by_item ON answer (edition, chapter, item)",
    """
    CREATE TRIGGER answer_is_final BEFORE UPDATE ON answer
    BEGIN SELECT RAISE(ABORT, 'answers are only added'); END
    """,
    """
    CREATE TABLE place (
        edition TEXT PRIMARY KEY NOT NULL,
        visit INTEGER NOT NULL UNIQUE,
        chapter TEXT NOT NULL,
        page TEXT,
        item TEXT,
        CHECK (page IS NULL OR item IS NULL)
    ) STRICT
    """,
    """
    CREATE TABLE preference (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL CHECK (value <> '')
    ) STRICT
    """,
)


SESSION = """
CREATE TABLE session (
    id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
    installation BLOB NOT NULL CHECK (length(installation) = 16),
    title TEXT NOT NULL,
    edition TEXT NOT NULL,
    content_version TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    start TEXT NOT NULL CHECK (start GLOB '??:??'),
    "end" TEXT NOT NULL CHECK ("end" GLOB '??:??'),
    place TEXT NOT NULL,
    lecturer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('一般', '小学生', '中学生', '企業・職域', '行政職員')),
    route INTEGER CHECK (route IN (45, 60, 90)),
    organiser TEXT NOT NULL,
    names TEXT NOT NULL CHECK (names IN ('none', 'until-report', 'kept')),
    nameless INTEGER NOT NULL CHECK (nameless = (names = 'none')),
    retain_until TEXT CHECK (retain_until GLOB '????-??-??'),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    reported_on TEXT CHECK (reported_on GLOB '????-??-??'),
    names_erased INTEGER NOT NULL CHECK (names_erased IN (0, 1)),
    CHECK (kind NOT IN ('小学生', '中学生') OR nameless = 1),
    UNIQUE (id, nameless)
) STRICT
"""
ENROLMENT = """
CREATE TABLE enrolment (
    person TEXT PRIMARY KEY NOT NULL CHECK (person <> ''),
    session TEXT NOT NULL,
    nameless INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    age_band TEXT NOT NULL
        CHECK (age_band IN ('u20', '20s', '30s', '40s', '50s', '60s', '70plus', '80plus', 'unknown')),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female', 'other', 'undisclosed', 'unknown')),
    category TEXT NOT NULL,
    sealed_name BLOB,
    CHECK (nameless = 0 OR sealed_name IS NULL),
    FOREIGN KEY (session, nameless) REFERENCES session (id, nameless) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT
"""
ATTENDANCE = """
CREATE TABLE attendance (
    person TEXT PRIMARY KEY NOT NULL REFERENCES enrolment (person) ON DELETE CASCADE,
    absent INTEGER NOT NULL CHECK (absent IN (0, 1)),
    late_minutes INTEGER NOT NULL CHECK (late_minutes >= 0),
    early_minutes INTEGER NOT NULL CHECK (early_minutes >= 0)
) STRICT
"""
HEADCOUNT = """
CREATE TABLE headcount (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    age_band TEXT NOT NULL,
    sex TEXT NOT NULL,
    category TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (session, position)
) STRICT
"""
SESSION_COMPLETION = """
CREATE TABLE session_completion (
    person TEXT PRIMARY KEY NOT NULL REFERENCES enrolment (person) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    content_version TEXT NOT NULL,
    rule TEXT NOT NULL,
    completed_on TEXT NOT NULL CHECK (completed_on GLOB '????-??-??'),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT
"""
PERSON_KEY = """
CREATE TABLE person_key (
    person TEXT PRIMARY KEY NOT NULL,
    session TEXT NOT NULL,
    master BLOB NOT NULL CHECK (length(master) = 8),
    box BLOB NOT NULL CHECK (length(box) = 60)
) STRICT
"""
VAULT_LOCK = """
CREATE TABLE vault_lock (
    master BLOB PRIMARY KEY NOT NULL CHECK (length(master) = 8),
    salt BLOB NOT NULL,
    memory INTEGER NOT NULL CHECK (memory >= 1),
    passes INTEGER NOT NULL CHECK (passes >= 1),
    lanes INTEGER NOT NULL CHECK (lanes >= 1),
    box BLOB NOT NULL CHECK (length(box) = 60),
    code_salt BLOB NOT NULL,
    code_box BLOB NOT NULL CHECK (length(code_box) = 60)
) STRICT
"""
CARRIED_COPY = """
CREATE TABLE carried_copy (
    ordinal INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??Z'),
    kind TEXT NOT NULL CHECK (kind IN ('backup', 'export')),
    place TEXT NOT NULL,
    session TEXT,
    people INTEGER NOT NULL CHECK (people >= 0)
) STRICT
"""
RECORDS = (
    SESSION,
    ENROLMENT,
    ATTENDANCE,
    HEADCOUNT,
    SESSION_COMPLETION,
    PERSON_KEY,
    VAULT_LOCK,
    CARRIED_COPY,
    "CREATE INDEX enrolment_by_session ON enrolment (session, number)",
    "CREATE INDEX person_key_by_session ON person_key (session)",
)


def first_release(db: Database) -> None:
    """Make the tables of the first release: installation, journal, completion, own progress."""
    statements = (INSTALLATION, JOURNAL, JOURNAL_BODY, *JOURNAL_GUARDS, COMPLETION, *OWN_PROGRESS)
    for statement in statements:
        db.execute(statement)
    db.execute("CREATE INDEX journal_by_subject ON journal (subject)")
    db.execute("CREATE INDEX completion_by_edition ON completion (edition)")


def records(db: Database) -> None:
    """Make the tables of sessions: their folds, the keys of names, and the locks of the vault."""
    for statement in RECORDS:
        db.execute(statement)


STEPS = (first_release, records)


def apply(db: Database) -> None:
    """Bring a database to the present schema; the caller holds the transaction."""
    db.execute(MIGRATION_TABLE)
    migrations = Migrations("supporter")
    for step in STEPS:
        migrations(name=step.__name__)(step)
    migrations.apply(db)
