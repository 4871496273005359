"""Where staff are called: what may be kept as an address on each channel, and how little of it is shown."""

import base64
import binascii
import json
import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from escalation.errors import EscalationError
from escalation.paging import PageChannel
from store.sealing import Vault

CONTACT_PLACE: Final = "contact"  # what every kept address is sealed for, with its owner's id
LONGEST: Final = 1000  # characters of an address

# Only services that send a text message or a mail. Apprise knows many more, and some of them read files, run
# programs or speak to the machine itself. `json` and `form` are for the gateways of local providers.
_SMS_SCHEMAS: Final = frozenset(
    {
        "46elks",
        "bulksms",
        "burstsms",
        "clickatell",
        "clicksend",
        "cm",
        "d7sms",
        "elks",
        "form",
        "forms",
        "httpsms",
        "infobip",
        "json",
        "jsons",
        "kaleyra",
        "kudosity",
        "msgbird",
        "nexmo",
        "octopush",
        "plivo",
        "serwersms",
        "seven",
        "sinch",
        "smseagle",
        "smseagles",
        "smsmanager",
        "smsmgr",
        "sns",
        "telesign",
        "telnyx",
        "twilio",
        "vonage",
    }
)
_MAIL_SCHEMAS: Final = frozenset({"mailto", "mailtos"})
# The same for what comes after the question mark: `pgppub` and its like name files of this machine.
_SMS_OPTIONS: Final = frozenset(
    {
        "apikey",
        "cto",
        "from",
        "key",
        "method",
        "pass",
        "region",
        "rto",
        "secret",
        "sender",
        "sid",
        "source",
        "to",
        "token",
        "user",
        "verify",
    }
)
_MAIL_OPTIONS: Final = frozenset(
    {"cto", "from", "mode", "name", "pass", "reply", "rto", "smtp", "to", "user", "verify"}
)
# Fields, headers and parameters of a gateway; they go to it as they are.
_GATEWAYS: Final = frozenset({"form", "forms", "json", "jsons"})
_PREFIXES: Final = (":", "+", "-")

# The services of the browsers. Anything else would make this server call whatever address it is given.
_PUSH_HOSTS: Final = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    "notify.windows.com",
    "push.apple.com",
    "push.services.mozilla.com",
)
_PHONE: Final = re.compile(r"\+[1-9]\d{7,14}")  # E.164
_GEORGIAN_MOBILE: Final = re.compile(r"5\d{8}")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_HIDDEN: Final = "…"


class AddressUnusable(EscalationError):
    """What was given cannot be called; says why, and never repeats the address."""


def phone_number(typed: str) -> str:
    """A number in the international form; one without a country is Georgian. Raises `AddressUnusable`."""
    number = re.sub(r"[\s().-]", "", typed)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if _GEORGIAN_MOBILE.fullmatch(number):
        number = f"+995{number}"
    if not _PHONE.fullmatch(number) or not number.isascii():
        raise AddressUnusable("write the number with its country, for example +995 5XX XX XX XX")
    return number


def mail_address(typed: str) -> str:
    """One mail address, in small letters. Raises `AddressUnusable`."""
    address = typed.strip().lower()
    if len(address) > 254 or not _MAIL.fullmatch(address):
        raise AddressUnusable("write one mail address, for example nino@example.ge")
    return address


def service_url(channel: PageChannel, url: str) -> str:
    """An apprise URL of a service for this channel. Raises `AddressUnusable`."""
    schemas, options = (
        (_SMS_SCHEMAS, _SMS_OPTIONS) if channel is PageChannel.SMS else (_MAIL_SCHEMAS, _MAIL_OPTIONS)
    )
    if len(url) > LONGEST or not url.isprintable() or any(sign.isspace() for sign in url):
        raise AddressUnusable(f"write a URL of at most {LONGEST} characters without spaces")
    schema, separator, rest = url.partition("://")
    if not separator or not rest or schema.lower() not in schemas:
        raise AddressUnusable(f"for {channel} only these services are open: {', '.join(sorted(schemas))}")
    is_gateway = schema.lower() in _GATEWAYS
    # Split as apprise does, so that nothing hides in a value.
    for option in filter(None, re.split("[&;?]", rest.partition("?")[2])):
        name = unquote(option.partition("=")[0])
        if name.strip().lower() not in options and not (is_gateway and name.startswith(_PREFIXES)):
            raise AddressUnusable(
                f"after the question mark only these are open: {', '.join(sorted(options))}"
                + (" (and fields with :, headers with +, parameters with -)" if is_gateway else "")
            )
    return url


def template_url(channel: PageChannel, template: str) -> str:
    """The organisation's own service, with a place for one person. Raises `AddressUnusable`."""
    places = ("{number}", "{digits}") if channel is PageChannel.SMS else ("{address}",)
    if not any(place in template for place in places):
        raise AddressUnusable(f"the URL needs {' or '.join(places)} where each person's own goes")
    example = "+995500000000" if channel is PageChannel.SMS else "nobody@example.ge"
    filled(channel, template, example)
    return template


def filled(channel: PageChannel, template: str | None, address: str) -> str:
    """The URL by which `address` is called; an address that is a URL itself needs no template.

    Raises `AddressUnusable`.
    """
    if "://" in address:
        return service_url(channel, address)
    if template is None:
        raise AddressUnusable("no service of the organisation is set up for this channel")
    places = {"{number}": quote(address, safe=""), "{digits}": address.lstrip("+")}
    if channel is PageChannel.MAIL:
        places = {"{address}": quote(address, safe="")}
    for place, value in places.items():
        template = template.replace(place, value)
    return service_url(channel, template)


def push_subscription(endpoint: str, p256dh: str, auth: str) -> str:
    """A browser's subscription as JSON. Raises `AddressUnusable`."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    known = any(host == one or host.endswith(f".{one}") for one in _PUSH_HOSTS)
    is_plain = parts.scheme == "https" and port in {None, 443} and "@" not in parts.netloc
    if len(endpoint) > LONGEST or not endpoint.isascii() or not known or not is_plain:
        raise AddressUnusable("this is not the push service of a browser that we know")
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(p256dh))
        is_secret = len(_decoded(auth)) == 16  # RFC 8291
    except (ValueError, binascii.Error):
        is_secret = False
    if not is_secret:
        raise AddressUnusable("the keys of this subscription do not have the right shape")
    return json.dumps({"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}})


def endpoint_of(subscription: str) -> str:
    """Where a kept subscription is posted to."""
    endpoint: str = json.loads(subscription)["endpoint"]
    return endpoint


def address_hash(vault: Vault, channel: PageChannel, address: str) -> bytes:
    """What an address is found by. A browser that subscribes again with new keys is still the same one."""
    what = endpoint_of(address) if channel is PageChannel.PUSH else address
    return vault.hash("contact", channel.value, what)


def hint(channel: PageChannel, address: str) -> str:
    """Just enough for its owner to know an address again."""
    match channel:
        case PageChannel.PUSH:
            return urlsplit(endpoint_of(address)).hostname or _HIDDEN
        case _ if "://" in address:
            return f"{address.partition('://')[0]}://{_HIDDEN}"
        case PageChannel.MAIL:
            name, _, domain = address.partition("@")
            return f"{name[:1]}{_HIDDEN}@{domain}"
        case _:
            return f"{_HIDDEN}{address[-2:]}"


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
