"""An evening without network: the round is taken along, doors are filled in, and everything arrives once, or waits unread."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.looking import assert_holds
from browser.running import PHONE, RunningTown, sign_in
from browser.test_evening import tap

# Every byte that this page's origin keeps in IndexedDB and in caches, as one text.
DUMP = """async () => {
  const words = [];
  const read = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) words.push(new TextDecoder("latin1").decode(value));
    else if (value instanceof CryptoKey) words.push(`key:${value.extractable}`);
    else if (value && typeof value === "object") Object.entries(value).forEach(([key, each]) => { words.push(key); read(each); });
    else words.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => { indexedDB.open(name).onsuccess = (e) => done(e.target.result); });
    for (const store of base.objectStoreNames) {
      const asked = base.transaction(store).objectStore(store).getAll();
      read(await new Promise((done) => { asked.onsuccess = () => done(asked.result); }));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      words.push(request.url);
      if (!/[.](woff2|css)$/.test(request.url)) words.push(await (await cache.match(request)).text());
    }
  }
  words.push(JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}));
  return words.join(" ");
}"""


# A round of tomorrow for two people of the demonstration, with doors that nobody else walks to.
MAKE_ROUND = """
from datetime import date
from voordeur.accounts.models import User
from voordeur.record.models import Case
from voordeur.stages.visit.actions import make_round
from voordeur.stages.visit.models import Stop
vera, karim = User.objects.get(email="vera@voorbeeld.test"), User.objects.get(email="karim@voorbeeld.test")
clara = User.objects.get(email="clara@voorbeeld.test")
free = Case.objects.filter(organisation=vera.organisation, closed_on=None, takings__signal__superseded_by=None)
free = free.exclude(household__residents=None).exclude(pk__in=Stop.objects.values("case")).distinct().order_by("pk")
make_round(organisation=vera.organisation, on=date(2026, 11, 26), day_part="Avond", first=vera, second=karim,
           cases=[case.pk for case in free[:COUNT]], by=clara)
"""
# A code for signing in may be used once in its half minute: this forgets which were.
FORGET_CODES = "from django.core.cache import cache; cache.clear()"


# What arrives redraws the page. Here that happens all the time, and a thumb is slower than a click of a machine.
ARRIVING = "setInterval(() => dispatchEvent(new Event('door')), 40)"
THUMB_DOWN = 80  # milliseconds
# A machine with one core may need so long to send, to judge and to tell back.
ARRIVED = 20_000

# A browser without Background Sync, whose workers know no modules.
OLDER = """
Object.defineProperty(ServiceWorkerRegistration.prototype, "sync", { get: () => undefined });
const register = ServiceWorkerContainer.prototype.register;
ServiceWorkerContainer.prototype.register = function (worker, how) {
  return how?.type === "module" ? Promise.reject(new TypeError("no modules")) : register.call(this, worker, how);
};
"""
# A private window of some browsers: nothing that lasts, no workers.
PRIVATE = "delete Navigator.prototype.serviceWorker"
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""
# One phone, two people, two nights; told in what each of them can read and what still waits.
TWO_PEOPLE = """async () => {
  const at = (name) => import(new URL(`/static/door/${name}.js`, location.origin));
  const [nights, outbox, seal] = [await at("night"), await at("outbox"), await at("seal")];
  const word = (letter) => btoa(letter.repeat(32));
  const night = "2026-11-25";
  const who = (person, session, key, lasts = 3_600_000) => ({ person, session, night, lasts, keys: { [night]: key } });
  const state = async (kept) => {
    const found = await Promise.all([nights.roundsOf(kept), outbox.tapped(kept), outbox.waiting()]);
    return found.map((each) => each.length);
  };
  const told = {};
  await nights.lock();
  const first = await nights.begin(who("a", "s1", word("a")));
  await nights.keepRound(first, { id: 7, stops: [] });
  await outbox.keep(first, { kind: "result", submission: "x" });
  told.first = await state(first);
  told.same_session = await state(await nights.begin(who("a", "s1", word("a"))));
  const second = await nights.begin(who("b", "s2", word("b")));
  told.second_person = await state(second);
  told.second_reads_with_own_name = await state({ ...second, person: "a" });
  const again = await nights.begin(who("a", "s3", word("a"), 50));
  told.first_again = await state(again);
  await nights.keepRound(again, { id: 7, stops: [] });
  await new Promise((done) => setTimeout(done, 60));
  told.night = await nights.night();
  told.after_the_night = await state(again);
  const record = (await outbox.waiting()).at(-1);
  const bytes = new Uint8Array(record.sealed);
  bytes[0] ^= 1;
  told.touched = await seal.unseal(again.results, { ...record, sealed: bytes }).then(() => "read", () => "refused");
  return told;
}"""


@pytest.fixture(scope="module")
def tomorrow(town: RunningTown) -> None:
    town.does(MAKE_ROUND.replace("COUNT", "6"))


@pytest.fixture
def phone(tomorrow: None, page_of: Callable[..., Page]) -> Page:
    page = page_of("visitor", PHONE)
    page.set_default_timeout(10_000)
    return page


def open_round(page: Page) -> None:
    page.goto("/deur/")
    tomorrow = page.get_by_role("listitem").filter(has_text="Morgen").filter(has_text="Vera Visscher en Karim")
    tomorrow.last.get_by_role("link").click()


def take_along(page: Page) -> list[str]:
    """Take tomorrow's round along; gives its addresses."""
    open_round(page)
    page.get_by_role("button", name="Begin de ronde op deze telefoon").click()
    page.wait_for_url("**/deur/onderweg/**")
    expect(page.locator("ol a").first).to_be_visible()
    return page.locator("ol a").all_inner_texts()


def ring(page: Page, *taps: str) -> str:
    """Go to the next door and tap these; gives its address."""
    page.get_by_role("link", name=re.compile("^(Naar|Volgende)")).click()
    expect(page.get_by_role("link", name="Niemand", exact=True)).to_be_visible()
    address = page.get_by_role("heading", level=1).inner_text()
    for name in taps:
        tap(page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vastgelegd")
    return address


def press(page: Page, name: str) -> None:
    """A thumb on this link or button as it lies there, without waiting until nothing moves any more."""
    box = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, delay=THUMB_DOWN)


def readable(page: Page, *words: str) -> list[str]:
    """Which of these words lie readable on the phone, in a database, a cache or a pocket of the browser."""
    lying = page.evaluate(DUMP)
    assert "voordeur-deur" in lying or "onderweg" in lying, "the phone keeps nothing: looking proves nothing"
    assert "key:true" not in lying
    return [word for word in words if word in lying]


def test_an_evening_without_network(phone: Page, page_of: Callable[..., Page]):
    context = phone.context
    addresses = take_along(phone)
    assert len(addresses) == 6
    assert_holds(phone)

    context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Geen netwerk", exact=True)).to_be_visible()
    first = ring(phone, "Niemand", "Ja, kaartje")
    expect(phone.get_by_text("Veilig op deze telefoon").first).to_be_visible()
    assert_holds(phone)
    phone.reload()
    second = ring(phone, "Open", "Een kind", "Nee, geen kaartje")

    # The page is closed; a new one knows what was tapped.
    phone.close()
    phone = context.new_page()
    phone.goto("/deur/onderweg/")
    phone.get_by_role("link", name="Naar").wait_for()
    name = phone.locator("ol a").nth(2).inner_text()
    third = ring(phone, "Gesproken", "Gesprek gehad", "Ja, en binnen gepraat")
    assert sorted({first, second, third}, key=addresses.index) == [first, second, third]  # a door that is not rung is passed over
    expect(phone.get_by_text("3 veilig op de telefoon")).to_be_visible()
    assert readable(phone, name, *addresses, *(address.split(" ")[0] for address in addresses)) == []

    # Network: it arrives, and arrives once.
    context.set_offline(False)
    expect(phone.get_by_text("Alles aangekomen")).to_be_visible(timeout=ARRIVED)
    open_round(phone)
    for address, said in ((first, "Niemand thuis"), (second, "Een kind"), (third, "Gesprek gehad")):
        expect(phone.get_by_role("listitem").filter(has_text=address)).to_contain_text(said)


def test_a_colleagues_answer_is_not_overwritten_and_the_phone_says_so(phone: Page, page_of: Callable[..., Page]):
    take_along(phone)
    phone.context.set_offline(True)
    phone.evaluate(ARRIVING)
    phone.get_by_role("link", name="Naar").click()
    expect(phone.get_by_role("link", name="Niemand", exact=True)).to_be_visible()
    address = phone.get_by_role("heading", level=1).inner_text()
    for name, then in (("Niemand", "Niemand thuis"), ("Nee, geen kaartje", "Vastgelegd")):
        press(phone, name)
        expect(phone.get_by_role("heading", level=1)).to_have_text(then)

    other = page_of("caseworker", PHONE)
    open_round(other)
    other.get_by_role("link", name=f"Naar {address}").click()
    other.get_by_role("link", name="Open", exact=True).click()
    other.get_by_role("link", name="Een kind").click()
    other.get_by_role("button", name="Nee, geen kaartje").click()
    # The office has it before the phone has network: a click does not wait for its answer.
    expect(other.get_by_role("heading", level=1)).to_have_text("Vastgelegd", timeout=ARRIVED)

    phone.context.set_offline(False)
    expect(phone.get_by_text("Er is niets overschreven")).to_be_visible(timeout=ARRIVED)
    press(phone, "Alle deuren")
    expect(phone.get_by_role("listitem").filter(has_text=address)).to_contain_text("Een kind")
    expect(phone.get_by_role("listitem").filter(has_text=address)).to_contain_text("Een collega kijkt ernaar")


def test_after_signing_out_the_phone_is_unreadable_and_the_same_pair_brings_it_back(
    tomorrow: None, browser: Browser, town: RunningTown
):
    context = browser.new_context(viewport=PHONE, locale="nl-NL", base_url=town.address)
    context.add_init_script(OLDER)
    page = context.new_page()
    town.does(FORGET_CODES)
    sign_in(page, town, "visitor")
    addresses = take_along(page)
    context.set_offline(True)
    page.reload()
    address = ring(page, "Open", "Kent de naam niet", "Nee, geen kaartje")

    # Signing out in another tab when what was tapped could not leave yet; this browser has no Background Sync either.
    page.close()
    context.set_offline(False)
    context.route("**/inleveren/", lambda route: route.abort())
    page = context.new_page()
    page.goto("/deur/")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/toegang/login/**")
    page.goto("/deur/onderweg/")
    expect(page.get_by_text("1 antwoorden staan hier op slot")).to_be_visible()
    assert_holds(page)
    assert readable(page, *addresses) == []
    assert "key:" not in page.evaluate(DUMP)

    context.unroute("**/inleveren/")
    town.does(FORGET_CODES)
    sign_in(page, town, "visitor")
    page.goto("/deur/onderweg/")
    expect(page.get_by_text("Alles aangekomen")).to_be_visible(timeout=ARRIVED)
    open_round(page)
    expect(page.get_by_role("listitem").filter(has_text=address)).to_contain_text("Kent de naam niet")
    context.close()


def test_a_phone_that_cannot_keep_anything_says_so_and_one_that_changes_hands_gives_nothing_away(phone: Page):
    """No workers, no room, another person, another night: on one phone, at the cost of one."""
    window = phone.context.new_page()
    window.add_init_script(PRIVATE)
    open_round(window)
    expect(window.get_by_text("Deze browser kan de ronde niet meenemen")).to_be_visible()
    expect(window.get_by_role("button", name="Begin de ronde op deze telefoon")).to_have_count(0)
    assert_holds(window)
    window.close()

    take_along(phone)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Naar").click()
    phone.get_by_role("link", name="Niemand", exact=True).click()
    phone.evaluate(FULL)
    phone.get_by_role("button", name="Nee, geen kaartje").click()
    expect(phone.get_by_role("alert")).to_contain_text("Schrijf dit antwoord op de papieren looplijst")
    expect(phone.get_by_role("button", name="Nee, geen kaartje")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Alles aangekomen")).to_be_visible()

    # Home, and the office does not know it yet.
    phone.goto("/deur/onderweg/")
    phone.get_by_role("button", name="Wij zijn klaar en veilig").click()
    expect(phone.get_by_text("Uw afmelding is nog niet op kantoor.")).to_be_visible()
    assert_holds(phone)

    assert phone.evaluate(TWO_PEOPLE) == {
        "first": [1, 1, 2],  # rounds and results that can be read; answers that wait, the signing off with them
        "same_session": [1, 1, 2],
        "second_person": [0, 0, 2],
        "second_reads_with_own_name": [0, 0, 2],
        "first_again": [0, 1, 2],
        "night": None,
        "after_the_night": [0, 1, 2],
        "touched": "refused",
    }
