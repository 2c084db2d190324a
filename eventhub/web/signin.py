"""Sign-in of staff, employers and agencies by Flask-Security; accounts are read here and written by services."""

from typing import Any

from flask import Flask, Request, Response
from flask_babel import lazy_gettext as _
from flask_security import LoginForm, Security
from flask_security.core import UserMixin
from flask_security.datastore import UserDatastore
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from wtforms import BooleanField, EmailField, PasswordField, SubmitField
from wtforms.validators import DataRequired

from eventhub.extensions import db
from eventhub.models.accounts import Account
from eventhub.models.codes import Role
from eventhub.web.limits import WRONG_PASSWORDS, limiter

CONFIGURATION = {
    "SECURITY_BLUEPRINT_NAME": "security",
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "start.show_start",
    "SECURITY_POST_LOGOUT_VIEW": "public.show_home",
    "SECURITY_LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (_("This e-mail address and password do not belong together."), "error"),
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_FLASH_MESSAGES": False,
    "REMEMBER_COOKIE_HTTPONLY": True,
    "REMEMBER_COOKIE_SAMESITE": "Lax",
}


class Visitor(UserMixin):
    """An account as Flask-Security and Flask-Login know it; `held` are the roles it holds somewhere.

    All is read at once: a page that says why a form was refused is shown after the transaction was rolled back.
    """

    fs_uniquifier = ""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.fs_uniquifier = account.fs_uniquifier
        self.email = account.email
        self.name = account.name or account.email
        self.password = account.password
        self.active = account.active
        self.roles: list[object] = []
        self.held: frozenset[Role] = frozenset(grant.role for grant in account.grants)


class AccountDatastore(UserDatastore):
    """Finds accounts with their grants. Roles of Flask-Security are not used, see `eventhub.web.policy`."""

    def __init__(self) -> None:
        super().__init__(Visitor, object)

    def find_user(self, case_insensitive: bool = False, **named: Any) -> Visitor | None:
        """The account with these values; addresses are stored in lower case."""
        if "email" in named:
            named["email"] = named["email"].strip().lower()
        account = db.session.scalar(select(Account).filter_by(**named).options(selectinload(Account.grants)))
        return None if account is None else Visitor(account)

    def put(self, model: object) -> object:
        """Nothing: signing in writes nothing."""
        return model

    def commit(self) -> None:
        """Nothing: signing in writes nothing."""


class SignInForm(LoginForm):
    """E-mail and password."""

    email = EmailField(_("E-mail address"), [DataRequired(_("Enter your e-mail address."))])
    password = PasswordField(_("Password"), [DataRequired(_("Enter your password."))])
    remember = BooleanField(_("Stay signed in on this device"))
    submit = SubmitField(_("Sign in"))


def init_app(app: Flask) -> None:
    """Sign-in and sign-out under our own addresses, with our own pages."""
    app.config |= CONFIGURATION | {"REMEMBER_COOKIE_SECURE": app.config["SESSION_COOKIE_SECURE"]}
    security = Security(app, AccountDatastore(), login_form=SignInForm)
    security.login_manager.request_loader(_no_tokens)
    throttled = limiter.limit(WRONG_PASSWORDS, methods=["POST"], deduct_when=_refused)
    app.view_functions["security.login"] = throttled(app.view_functions["security.login"])


def _no_tokens(_request: Request) -> None:
    """Nobody: an account is known by its session only, never by a token in an address, where logs would keep it."""


def _refused(response: Response) -> bool:
    """A right password redirects; a wrong one shows the page again."""
    return not 300 <= response.status_code < 400
