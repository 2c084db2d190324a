"""Triggers: audit entries and plan versions never change; an audit entry stays for six months."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an audit entry never changes'); END
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-6 months')
    BEGIN SELECT RAISE(ABORT, 'an audit entry stays for six months'); END
    """,
    """
    CREATE TRIGGER plan_version_never_changes BEFORE UPDATE ON plan_version
    BEGIN SELECT RAISE(ABORT, 'a plan version never changes'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse('an audit entry never changes')
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    FOR EACH ROW WHEN (OLD.at > now() - interval '6 months')
    EXECUTE FUNCTION refuse('an audit entry stays for six months')
    """,
    """
    CREATE TRIGGER audit_entry_is_not_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('an audit entry stays for six months')
    """,
    """
    CREATE TRIGGER plan_version_never_changes BEFORE UPDATE ON plan_version
    FOR EACH ROW EXECUTE FUNCTION refuse('a plan version never changes')
    """,
)


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
