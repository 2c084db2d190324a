"""Accounts of staff, employers and agencies, and the grants that say what each may do where."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.codes import Role
from eventhub.models.columns import Identified, coded, utc_now


class Account(Identified, Base):
    """Somebody who signs in; `fs_uniquifier` changes when all their sessions must end."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_in_lower_case"),)

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str | None] = mapped_column(String(200))
    password: Mapped[str | None] = mapped_column(String(255))
    """Argon2id hash in its usual encoded form; never the password."""
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid.uuid4().hex)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="account", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


_PLACES = "(CASE WHEN everywhere THEN 1 ELSE 0 END + CASE WHEN municipality_id IS NULL THEN 0 ELSE 1 END)"


class Grant(Identified, Base):
    """A role of an account and where it holds.

    Staff roles hold in one municipality or, with `everywhere`, in the whole district; an employer's, agency's or
    interpreter's role holds for that one.
    """

    __tablename__ = "grant"
    __table_args__ = (
        CheckConstraint(
            f"role NOT IN ('organiser', 'case_worker', 'helper', 'data_protection') OR {_PLACES} = 1",
            name="staff_has_a_place",
        ),
        CheckConstraint(
            f"role NOT IN ('employer', 'agency', 'interpreter') OR {_PLACES} = 0", name="partner_has_no_place"
        ),
        CheckConstraint("(role = 'employer') = (employer_id IS NOT NULL)", name="employer_role"),
        CheckConstraint("(role = 'agency') = (agency_id IS NOT NULL)", name="agency_role"),
        CheckConstraint("(role = 'interpreter') = (interpreter_id IS NOT NULL)", name="interpreter_role"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(coded(Role, "role"))
    everywhere: Mapped[bool] = mapped_column(default=False)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    interpreter_id: Mapped[int | None] = mapped_column(ForeignKey("interpreter.id", ondelete="CASCADE"))

    account: Mapped[Account] = relationship(back_populates="grants", lazy="raise")
