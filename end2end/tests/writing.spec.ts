// Input methods take keys for themselves, and drafts stay with their author.
import type { Locator, Page } from "@playwright/test";

import { CONVERSATION, expect, hydrated, people, signIn, test } from "./support/fixtures";

/** How browsers report a key that an input method takes: Safari reports it after the end, with `isComposing` false. */
const orders = {
  Chrome: { isComposing: true, before: ["compositionstart", "compositionupdate"], after: ["compositionend"] },
  Safari: { isComposing: false, before: ["compositionstart", "compositionupdate", "compositionend"], after: [] },
};

/** Presses a key that the input method takes; returns whether the page handled it all the same. */
const compose = (field: Locator, key: string, order: keyof typeof orders) =>
  field.evaluate(
    (element, { key, isComposing, before, after }) => {
      const say = (names: string[]) =>
        names.forEach((name) => element.dispatchEvent(new CompositionEvent(name, { bubbles: true, data: "日本" })));
      say(before);
      const press = { key, code: key, keyCode: 229, isComposing, bubbles: true, cancelable: true };
      const untouched = element.dispatchEvent(new KeyboardEvent("keydown", press));
      say(after);
      return !untouched;
    },
    { key, ...orders[order] },
  );

const composer = (page: Page) => page.getByRole("textbox", { name: /message|^Reply/i });

for (const order of ["Chrome", "Safari"] as const) {
  test(`keys of an input method are left to it, in ${order}'s order`, async ({ page }) => {
    await signIn(page, people.mia);
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/chat/send")) sent.push(request.url());
    });
    await composer(page).fill("日本");
    expect(await compose(composer(page), "Enter", order)).toBe(false);
    expect(sent).toEqual([]);

    await page.keyboard.press("ControlOrMeta+k");
    const search = page.getByRole("combobox", { name: "Search pages and actions" });
    for (const key of ["ArrowDown", "ArrowUp", "Enter"]) expect(await compose(search, key, order)).toBe(false);
    await expect(search).toHaveAttribute("aria-activedescendant", "command-palette-0");
    await expect(search).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(search).toBeHidden();

    await composer(page).press("Enter");
    await page.waitForURL(CONVERSATION);
    expect(sent).toHaveLength(1);
    await page.getByRole("button", { name: "Actions for this conversation" }).first().click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    const title = page.getByRole("textbox", { name: "Title of the conversation" });
    await title.fill("東京");
    expect(await compose(title, "Escape", order)).toBe(false);
    await expect(title).toHaveValue("東京");
    await title.press("Escape");
    await expect(title).toBeHidden();
  });
}

/** What the tab stores under one of our keys. */
const kept = (page: Page) =>
  page.evaluate(() => Object.entries(sessionStorage).filter(([name]) => name.startsWith("soloos:")));

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  await hydrated(page);
}

test("what was begun is kept over a reload, and goes with the sign-out", async ({ page }) => {
  await signIn(page, people.mia);
  await composer(page).fill("Only for my own eyes");
  await page.reload();
  await hydrated(page);
  await expect(composer(page)).toHaveValue("Only for my own eyes");
  await signOut(page);
  expect(await kept(page)).toEqual([]);
  await signIn(page, people.olivia);
  await expect(composer(page)).toHaveValue("");
});

test("what was begun goes when the session ends in another tab", async ({ page, context }) => {
  await signIn(page, people.mia);
  await composer(page).fill("Only for my own eyes");
  const other = await context.newPage();
  await other.goto("/account");
  await hydrated(other);
  await signOut(other);
  await other.close();
  await page.waitForURL(/\/sign-in/);
  await hydrated(page);
  expect(await kept(page)).toEqual([]);
});

test("what somebody else left in the tab is not shown and not kept", async ({ page }) => {
  await signIn(page, people.mia);
  await page.evaluate(() => {
    sessionStorage.setItem("soloos:somebody:new::draft", "Theirs");
    sessionStorage.setItem("soloos:draft:new", "Theirs");
    sessionStorage.setItem("of-another-program", "Stays");
  });
  await page.reload();
  await hydrated(page);
  await expect.poll(() => kept(page)).toEqual([]);
  expect(await page.evaluate(() => sessionStorage.getItem("of-another-program"))).toBe("Stays");
  await expect(composer(page)).toHaveValue("");
});
