"""Which addresses are read, and which machines are never reached."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import UnreadableArticle
from verbale.sources.addresses import parse_address, refusal

PRIVATE = ["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "2002:7f00:1::",
           "192.0.2.1", "198.18.0.1", "2001:db8::1", "64:ff9b::10.0.0.1"]  # fmt: skip
NEVER = ["169.254.169.254", "169.254.0.1", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fe80::1", "fe80::1%eth0",
         "fec0::1", "0.0.0.0", "::", "224.0.0.1", "239.1.1.1", "ff02::1", "240.0.0.1", "255.255.255.255", "::ffff:127.0.0.1",
         "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "no address",
         ""]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"]


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_addresses_are_reached_only_where_allowed(ip: str) -> None:
    assert refusal(ip, allow_private=False)
    assert refusal(ip, allow_private=True) is None


@pytest.mark.parametrize("ip", NEVER)
@pytest.mark.parametrize("allow_private", [False, True])
def test_some_addresses_are_never_reached(ip: str, allow_private: bool) -> None:
    assert refusal(ip, allow_private)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses_are_reached(ip: str) -> None:
    assert refusal(ip, allow_private=False) is None


@given(st.ip_addresses())
def test_what_is_not_public_is_not_reached(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        assert refusal(str(ip), allow_private=False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://Example.org", "http://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:8080/ä b?q=ü&r=%20", "http://example.org:8080/%C3%A4%20b?q=%C3%BC&r=%20"),
        ("http://bücher.example./", "http://xn--bcher-kva.example/"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
        ("  https://example.org/?a=b  ", "https://example.org/?a=b"),
    ],
)
def test_addresses_as_they_are_asked_for(written: str, read: str) -> None:
    assert parse_address(written).url == read
    assert parse_address(read).url == read


@pytest.mark.parametrize(
    "written",
    ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://name:word@example.org/", "http://a\\@example.org/",
     "http://", "http://a..b/", "http://a b/", "http://[::1", "http://[fe80::1%25eth0]/", "http://example.org:99999/", "gopher://x/",
     "http://" + "a" * 64 + ".example/", "http://example.org/" + "a" * 5000, "http://exa\u2028mple/\x00"],
)  # fmt: skip
def test_addresses_that_are_refused(written: str) -> None:
    with pytest.raises(UnreadableArticle):
        parse_address(written)


def test_relative_addresses_belong_to_their_page() -> None:
    base = parse_address("https://example.org/a/b?c")
    assert parse_address("../d", base).url == "https://example.org/d"
    assert parse_address("//other.example/x", base).url == "https://other.example/x"


@given(st.text(max_size=200), st.sampled_from(["", "http://", "https://", "http://example.org/", "//"]))
def test_any_words_are_an_address_or_a_sentence(words: str, start: str) -> None:
    try:
        address = parse_address(start + words, parse_address("https://example.org/"))
    except UnreadableArticle:
        return
    line = f"{address.url} {address.authority}"
    assert line.isascii()
    assert line.isprintable()
    assert " " not in address.url
