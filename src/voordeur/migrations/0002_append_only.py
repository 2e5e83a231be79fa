"""Events, the log of looks and the decisions on doubtful links can be added to, never changed or removed."""

from django.db import migrations

TABLES = ("voordeur_event", "voordeur_accesslogentry", "voordeur_decision")


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    schema_editor.execute(
        "CREATE FUNCTION voordeur_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION voordeur_append_only()"
        )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        return
    schema_editor.execute("DROP FUNCTION IF EXISTS voordeur_append_only() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("voordeur", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
