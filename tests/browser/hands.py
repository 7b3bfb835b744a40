"""Hands of people at pages: one that uses the mouse, and one that has none."""

from typing import Any

from playwright.sync_api import expect

from unbilled.web.screens import SCREENS


def settled(page: Any) -> Any:
    page.wait_for_load_state("networkidle")
    expect(page.locator(".htmx-request")).to_have_count(0)
    return page


def toast(page: Any, text: str) -> None:
    page.locator("#toasts").get_by_text(text).first.wait_for()
    settled(page)


class Mouse:
    """Somebody who uses the mouse, and types only what is to be written."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, path: str, question: str = "") -> None:
        """Go to a screen, and look at what a filter lets through."""
        place = self.page.locator(f'.sidebar a[href*="/{path}/"]')
        if not place.is_visible():
            inside = self.page.locator(f'a[href*="/{path}/"]')
            self.page.locator(".more-places", has=inside).locator("summary").click()
        place.click()
        settled(self.page)
        if question:
            self.page.locator(".filterbar").get_by_role("button", name="Filter").click()
            field, _, value = question.partition("=")
            self.page.locator(f'#filter [name="{field}"]').first.fill(value)
            self.page.locator("#filter").get_by_role("button", name="Show").click()
            self.page.locator("#chips").get_by_text(value).wait_for()
            settled(self.page)

    def find(self, text: str, count: int) -> None:
        """Look for a text among what is shown."""
        self.page.locator("#search").fill(text)
        expect(self.page.locator("#rows > tr[data-id]")).to_have_count(count)
        settled(self.page)

    def choose_all(self) -> None:
        if not self.page.locator("#pick-all").is_checked():
            self.page.locator("#pick-all").click()

    def press(self, label: str, key: str = "") -> None:
        """A button of the selection, the title bar or a dialog."""
        self.page.get_by_role("button", name=label).first.click()
        settled(self.page)

    def more(self) -> None:
        """Open the menu of what is seldom done."""
        self.page.locator('.tools [popovertarget="further"]').click()

    def send(self) -> None:
        self.page.locator("#dialog button[type=submit]").click()

    def open_first(self) -> None:
        self.page.locator("#rows > tr[data-id]").first.dblclick(position={"x": 60, "y": 8})
        self.page.wait_for_load_state("networkidle")

    def write(self, place: str, value: str) -> None:
        self.page.locator(place).first.fill(value)
        self.page.locator(".titlebar h1").click()

    def fill(self, place: str, value: str) -> None:
        self.page.locator(place).fill(value)

    def pick(self, place: str, value: str) -> None:
        self.page.locator(place).select_option(value)


class Keys(Mouse):
    """Somebody who uses no mouse at all."""

    def to(self, path: str, question: str = "") -> None:
        title, letter = SCREENS[path].heading, SCREENS[path].go
        if letter:
            self.page.keyboard.press("g")
            self.page.keyboard.press(letter)
        else:
            self.page.keyboard.press("Control+k")
            self.page.keyboard.type(title)  # and does not wait for what is found
            self.page.keyboard.press("Enter")
        self.page.locator(f'.sidebar a[href*="/{path}/"][aria-current]').wait_for()
        settled(self.page)
        if question:
            self.page.keyboard.press("f")
            field, _, value = question.partition("=")
            self.reach(f'#filter [name="{field}"]')
            self.page.keyboard.type(value)
            self.page.keyboard.press("Enter")
            self.page.locator("#chips").get_by_text(value).wait_for()
            self.page.keyboard.press("Escape")
            settled(self.page)

    def reach(self, place: str) -> None:
        """Go on with the tabulator until something has the focus, as whoever has no mouse does."""
        wanted = self.page.locator(place).first.element_handle()
        for _ in range(120):
            if self.page.evaluate("one => document.activeElement === one", wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tabulator does not lead to {place}")

    def find(self, text: str, count: int) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text) if text else self.page.keyboard.press("Delete")
        expect(self.page.locator("#rows > tr[data-id]")).to_have_count(count)
        self.page.keyboard.press("Escape")
        settled(self.page)

    def choose_all(self) -> None:
        self.page.keyboard.press("Control+a")

    def press(self, label: str, key: str = "") -> None:
        if key:
            self.page.keyboard.press(key)
        else:
            found = self.page.get_by_role("button", name=label).first
            found.wait_for()
            found.evaluate("one => one.setAttribute('data-sought', '')")
            self.reach("[data-sought]")
            found.evaluate("one => one.removeAttribute('data-sought')")
            self.page.keyboard.press("Enter")
        settled(self.page)

    def more(self) -> None:
        self.reach('.tools [popovertarget="further"]')
        self.page.keyboard.press("Enter")

    def send(self) -> None:
        self.page.locator("#dialog button[type=submit]").wait_for()
        self.reach("#dialog button[type=submit]")
        self.page.keyboard.press("Enter")

    def open_first(self) -> None:
        before = self.page.url
        self.page.keyboard.press("j")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        settled(self.page)

    def write(self, place: str, value: str) -> None:
        self.reach(place)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(value)
        self.page.keyboard.press("Enter")

    def fill(self, place: str, value: str) -> None:
        self.reach(place)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(value)

    def pick(self, place: str, value: str) -> None:
        self.reach(place)
        self.page.keyboard.type(value[:2])
