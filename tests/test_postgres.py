"""The databases the tests share: as good as new each time."""

from sqlalchemy import create_engine

from tests.postgres import PostgresDatabases, autocommit

INSERT = "INSERT INTO district (public_id, key, name) VALUES ('x', '1', 'x') RETURNING id"


def test_used_database_comes_back_empty_and_numbers_from_one(postgres: PostgresDatabases) -> None:
    for _ in range(2):
        with postgres.empty_database() as url, autocommit(create_engine(url).url) as connection:
            assert connection.exec_driver_sql(INSERT).scalar() == 1


def test_altered_database_is_thrown_away(postgres: PostgresDatabases) -> None:
    with postgres.empty_database() as url, autocommit(create_engine(url).url) as connection:
        connection.exec_driver_sql("ALTER TABLE topic DROP COLUMN description")
    with postgres.empty_database() as other:
        assert other != url
