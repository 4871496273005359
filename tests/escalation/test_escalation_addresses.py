"""What may be kept as an address, and how little of it is shown."""

import pytest

from escalation import addresses
from escalation.addresses import AddressUnusable
from escalation.paging import PageChannel
from tests.app.paging_world import browser_keys

ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("555 12 34 56", "+995555123456"),
        ("+995 (555) 12-34-56", "+995555123456"),
        ("00995555123456", "+995555123456"),
        ("+442079460000", "+442079460000"),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert addresses.phone_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "112", "+0123456789", "555123", "twilio://x", "+99555512345a", "+٩٩٥٥٥٥١٢٣٤٥٦"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(AddressUnusable, match="country"):
        addresses.phone_number(typed)


@pytest.mark.parametrize(
    "typed", ["", "nino", "a@b", "a@b.ge,c@d.ge", "a@b.ge?to=c", "mailto://a@b.ge", "ა@b.ge"]
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(AddressUnusable):
        addresses.mail_address(typed)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "exec://rm",
        "syslog://",
        "windows://",
        "dbus://",
        "mailto://u:p@example.ge",
        "twilio://",
        "twilio://a:b@c/d?pgppub=/etc/passwd",
        "json://h/?a=1?template=x",
        "json://h/?method=get;attach=x",
        "json://h/ x",
        "json://h/%\x00",
        "json://" + "h" * 1000,
    ],
)
def test_only_services_that_send_text_messages_are_open(url: str) -> None:
    with pytest.raises(AddressUnusable) as refused:
        addresses.service_url(PageChannel.SMS, url)
    assert "passwd" not in str(refused.value)


@pytest.mark.parametrize("option", ["pgppub", "pgpprv", "pgp", "PGPPub", "pg%70pub", "cc", "bcc", ":x", "+x"])
def test_a_mail_url_names_no_file_and_nobody_else(option: str) -> None:
    with pytest.raises(AddressUnusable):
        addresses.service_url(PageChannel.MAIL, f"mailtos://u:p@example.ge?to=a@b.ge&{option}=/x")


def test_a_template_needs_a_place_and_nothing_escapes_it() -> None:
    with pytest.raises(AddressUnusable, match="number"):
        addresses.template_url(PageChannel.SMS, "twilio://a:b@c")
    with pytest.raises(AddressUnusable, match="address"):
        addresses.template_url(PageChannel.MAIL, "mailtos://u:p@h?to={number}")
    made = addresses.filled(PageChannel.MAIL, "mailtos://u:p@h?to={address}", "a+b%&x@c.ge")
    assert made == "mailtos://u:p@h?to=a%2Bb%25%26x%40c.ge"
    with pytest.raises(AddressUnusable):
        addresses.filled(PageChannel.SMS, None, "+995555123456")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilpush.apple.com.example/x",
        "https://notpush.apple.com@evil.example/x",
        "https://fcm.googleapis.com:8443/x",
        "https://[::1/x",
        "",
    ],
)
def test_only_the_browsers_own_services_are_posted_to(endpoint: str) -> None:
    with pytest.raises(AddressUnusable, match="push service"):
        addresses.push_subscription(endpoint, **browser_keys())


@pytest.mark.parametrize("change", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "!"}, {"auth": "ა"}])
def test_keys_of_another_shape_are_refused(change: dict[str, str]) -> None:
    with pytest.raises(AddressUnusable, match="keys"):
        addresses.push_subscription(ENDPOINT, **{**browser_keys(), **change})


@pytest.mark.parametrize(
    ("channel", "address", "shown"),
    [
        (PageChannel.SMS, "+995555123456", "…56"),
        (PageChannel.TELEGRAM, "123456789", "…89"),
        (PageChannel.MAIL, "nino@example.ge", "n…@example.ge"),
        (PageChannel.SMS, "twilio://a:b@c/+995555123456", "twilio://…"),
        (PageChannel.PUSH, addresses.push_subscription(ENDPOINT, **browser_keys()), "fcm.googleapis.com"),
    ],
)
def test_an_address_is_never_shown_whole(channel: PageChannel, address: str, shown: str) -> None:
    assert addresses.hint(channel, address) == shown
