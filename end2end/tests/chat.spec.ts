import { CONVERSATION, expect, expectAccessible, hydrated, people, signIn, test } from "./support/fixtures";
import type { Locator, Page } from "@playwright/test";

async function write(page: Page, text: string) {
  await hydrated(page);
  const composer = page.getByRole("textbox", { name: /message/i });
  await composer.fill(text);
  await composer.press("Enter");
}

/** The last answer's article. */
const answer = (page: Page) => page.getByRole("article").last();

/** Waits until the last answer is complete. */
async function complete(page: Page) {
  await expect(answer(page).getByText(/tokens in/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Stop answering" })).toHaveCount(0);
}

test("a member asks, watches the answer come, and finds it again @phone", async ({ page }) => {
  await signIn(page, people.mia);
  await write(page, "Give me three ideas for a webinar");
  await page.waitForURL(CONVERSATION);
  await complete(page);
  await expect(answer(page).locator("pre.code [data-copy]").first()).toBeAttached();
  await expectAccessible(page);
  const url = page.url();
  await page.reload();
  await expect(page.getByRole("article").getByText("Give me three ideas for a webinar").first()).toBeVisible();
  await expect(answer(page).getByText(/tokens in/)).toBeVisible();
  expect(page.url()).toBe(url);
});

test("a reload and a second tab in the middle lose and double nothing", async ({ page, context }) => {
  await signIn(page, people.mia);
  await write(page, "[[slow:10]] Tell me more");
  await page.waitForURL(CONVERSATION);
  await expect(answer(page).locator(".prose")).toContainText(/\w/, { timeout: 10_000 });
  await page.reload();
  const second = await context.newPage();
  await second.goto(page.url());
  await complete(page);
  await complete(second);
  const text = await answer(page).locator(".prose").innerText();
  expect(text.length).toBeGreaterThan(200);
  expect(await answer(second).locator(".prose").innerText()).toBe(text);
  await page.reload();
  expect(await answer(page).locator(".prose").innerText()).toBe(text);
  await second.close();
});

test("stop keeps what was written, and the answer can be written again", async ({ page }) => {
  await signIn(page, people.mia);
  await write(page, "[[slow:80]] A long one");
  await page.getByRole("button", { name: "Stop answering" }).click();
  await expect(page.getByText("You stopped this answer here.")).toBeVisible();
});

test("a message whose answer a reload cuts off stands in the field again, and arrives once", async ({ page }) => {
  await signIn(page, people.mia);
  await hydrated(page);
  const text = `Only once ${Date.now()}`;
  let stored = () => {};
  const arrived = new Promise<void>((done) => (stored = done));
  // The server stores it, and the browser gets no answer.
  await page.route(
    "**/api/chat/send",
    async (route) => {
      await route.fetch();
      stored();
      await new Promise(() => {});
    },
    { times: 1 },
  );
  await write(page, text);
  await arrived;
  await page.reload();
  await hydrated(page);
  const composer = page.getByRole("textbox", { name: /message/i });
  await expect(composer).toHaveValue(text);
  await composer.press("Enter");
  await page.waitForURL(CONVERSATION);
  await complete(page);
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("link", { name: text })).toHaveCount(1);
  await page.goto("/chat");
  await hydrated(page);
  await expect(composer).toHaveValue("");
});

test("an answer without a word, and one that was withheld, say so", async ({ page }) => {
  await signIn(page, people.mia);
  await write(page, "[[speechless]] Hello");
  await expect(answer(page).getByText("There is no answer")).toBeVisible();
  await expect(answer(page).getByRole("button", { name: "Try again" })).toBeVisible();
  await page.goto("/chat");
  await write(page, "[[filtered]] Hello");
  await expect(answer(page).getByText("The answer was withheld")).toBeVisible();
  await expectAccessible(page);
});

test("what a model thought is folded away above its answer, live and after a reload", async ({ page }) => {
  await signIn(page, people.mia);
  await write(page, "[[think-unopened]] Why?");
  await page.waitForURL(CONVERSATION);
  await complete(page);
  const fold = answer(page).locator("details");
  const thoughts = fold.getByText("Okay. Let me think of *tags*.");
  for (const look of ["live", "reloaded"]) {
    if (look === "reloaded") {
      await page.reload();
      await hydrated(page);
    }
    await expect(answer(page).locator(".prose")).toContainText("That is all.");
    await expect(answer(page).locator(".prose")).not.toContainText("Let me think");
    await expect(thoughts).toBeHidden();
    await fold.getByText("Thought for a moment").click();
    await expect(thoughts).toBeVisible();
    await expectAccessible(page);
  }
});

test("what a model thought opens without JavaScript @no-js", async ({ page }) => {
  await signIn(page, people.mia);
  await page.getByRole("textbox", { name: /message/i }).fill("[[reasoning-content]] Why?");
  await page.getByRole("button", { name: "Send message" }).click();
  await page.waitForURL(CONVERSATION);
  await expect(async () => {
    await page.reload();
    await expect(answer(page).getByText(/tokens in/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const thoughts = answer(page).getByText("Let me think of *tags*.");
  await expect(thoughts).toBeHidden();
  await answer(page).getByText("Thought for a moment").click();
  await expect(thoughts).toBeVisible();
});

test("what another tab has written anew and added stands here once, in order", async ({ page, context }) => {
  await signIn(page, people.mia);
  // Slow enough that the test sees the second answer start.
  await write(page, "[[slow:4]] Give me three ideas");
  await page.waitForURL(CONVERSATION);
  await complete(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await hydrated(second);
  await second.getByRole("button", { name: "Write again" }).click();
  await expect(second.getByRole("button", { name: "Stop answering" })).toBeVisible();
  await complete(second);
  await second.getByRole("textbox", { name: /^Reply to/ }).fill("And a fourth");
  await second.getByRole("textbox", { name: /^Reply to/ }).press("Enter");
  await expect(second.getByRole("article")).toHaveCount(4);
  await complete(second);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByRole("article")).toHaveCount(4);
  const written = await second.getByRole("article").allInnerTexts();
  const read = await page.getByRole("article").allInnerTexts();
  expect(read.map((text) => text.split("\n")[0])).toEqual(written.map((text) => text.split("\n")[0]));
  await second.close();
});

// A retry is offered only where it can help: at once, or when somebody has repaired the key or the account.
const faults: [string, RegExp, RegExp][] = [
  ["[[fail-401]] x", /refused the key/, /^Try again once it is repaired$/],
  ["[[fail-429]] x", /asks to slow down/, /^Try again( in \d+ s)?$/],
  ["[[cut]] x", /connection to the model broke/, /^Try again( in \d+ s)?$/],
  ["[[error-quota]] x", /The model's provider has no credit left/, /^Try again once it is repaired$/],
  ["[[error-named]] x", /asks to slow down/, /^Try again( in \d+ s)?$/],
];
for (const [text, words, retry] of faults) {
  test(`the fault of ${text} is told in words, with a way on where there is one`, async ({ page }) => {
    await signIn(page, people.mia);
    await write(page, text);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Try again/ })).toHaveCount(1);
    await expect(page.getByRole("button", { name: retry })).toBeVisible();
    if (text.startsWith("[[fail-")) await expect(answer(page).getByText(/tokens in/)).toHaveCount(0);
  });
}

test("a conversation is renamed, deleted and brought back", async ({ page }) => {
  await signIn(page, people.olivia);
  await write(page, "Something to rename");
  await page.waitForURL(CONVERSATION);
  await complete(page);
  await page.reload();
  await hydrated(page);
  const title = page.getByRole("textbox", { name: /title/i });
  await page.getByRole("button", { name: "Actions for this conversation" }).first().click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await title.fill("Webinar ideas");
  await title.press("Enter");
  await expect(page.getByRole("link", { name: "Webinar ideas" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Actions for this conversation" }).first().click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "Webinar ideas" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Webinar ideas" }).first()).toBeVisible();
});

test("the keyboard goes on from where it was after renaming and deleting", async ({ page }) => {
  await signIn(page, people.olivia);
  const titles = [1, 2].map((at) => `By keyboard ${at} ${Date.now()}`);
  for (const title of titles) {
    await page.goto("/chat");
    await write(page, title);
    await page.waitForURL(CONVERSATION);
    await complete(page);
  }
  await page.reload();
  // Each page takes the focus to its composer first.
  const composer = page.getByRole("textbox", { name: /message|^Reply to/i });
  await expect(composer).toBeFocused();
  const list = page.getByRole("complementary", { name: "Conversations" });
  const [older, newer] = titles.map((title) => list.getByRole("listitem").filter({ hasText: title }));
  const title = page.getByRole("textbox", { name: /title/i });
  const choose = async (trigger: Locator, item: string) => {
    await trigger.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Rename" }).first()).toBeFocused();
    if (item === "Delete") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  const actions = { name: "Actions for this conversation" };
  for (const place of [page.locator("header").getByRole("button", actions), newer.getByRole("button", actions)]) {
    for (const key of ["Escape", "Enter"]) {
      await choose(place, "Rename");
      await expect(title).toBeFocused();
      await page.keyboard.press(key);
      await expect(title).toHaveCount(0);
      await expect(place).toBeFocused();
    }
  }
  await page.goto("/chat");
  await expect(composer).toBeFocused();
  await choose(newer.getByRole("button", actions), "Delete");
  await expect(newer).toHaveCount(0);
  await expect(older.getByRole("link")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await expect(newer).toHaveCount(1);
  await expect(list.getByRole("link", { name: /New conversation/ })).toBeFocused();
  await newer.getByRole("link").click();
  await page.waitForURL(CONVERSATION);
  await expect(page.getByRole("article").last()).toBeVisible();
  await choose(page.locator("header").getByRole("button", actions), "Delete");
  await page.waitForURL(/\/chat$/);
  await expect(composer).toBeFocused();
});

test("a message is sent without JavaScript and its answer is there after a reload @no-js", async ({ page }) => {
  await signIn(page, people.mia);
  await page.getByRole("textbox", { name: /message/i }).fill("Give me three ideas");
  await page.getByRole("button", { name: "Send message" }).click();
  await page.waitForURL(CONVERSATION);
  await expect(page.getByRole("article").getByText("Give me three ideas").first()).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(answer(page).getByText(/tokens in/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await page.goto(`${page.url()}?rename=${new URL(page.url()).pathname.split("/").pop()}`);
  const title = page.getByRole("textbox", { name: /title/i }).first();
  await title.fill("   ");
  await title.press("Enter");
  await expect(page.getByText("Enter a title", { exact: false }).first()).toBeVisible();
});

test("an answer is stopped without JavaScript by the one button that can @no-js", async ({ page }) => {
  await signIn(page, people.mia);
  await page.getByRole("textbox", { name: /message/i }).fill("[[slow:200]] A long one");
  await page.getByRole("button", { name: "Send message" }).click();
  await page.waitForURL(CONVERSATION);
  await expect(page.getByRole("button", { name: /^Stop/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("You stopped this answer here.")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test("another organisation finds nothing of it", async ({ page, browser }) => {
  await signIn(page, people.mia);
  await write(page, "[[slow:200]] A secret plan");
  await page.waitForURL(CONVERSATION);
  const id = new URL(page.url()).pathname.split("/").pop()!;
  const stranger = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const other = await stranger.newPage();
  await signIn(other, people.oscar);
  const response = await other.goto(`/chat/${id}`);
  expect(response?.status()).toBe(404);
  await expect(other.getByText("A secret plan")).toHaveCount(0);
  const api = await other.request.get(`/api/chat/view?query[id]=${id}`, { headers: { accept: "application/json" } });
  expect(api.status()).toBe(404);
  await hydrated(other);
  await stranger.close();
  await page.getByRole("button", { name: "Stop answering" }).click();
});
