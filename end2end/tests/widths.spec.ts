// No page is wider than its window, whatever people write: every route, at six widths, with the longest and the oddest
// values.
import type { Page } from "@playwright/test";

import { brokenRules, expect, hydrated, test } from "./support/fixtures";
import { call, found, leave, odd, type Org } from "./support/odd";
import { routes, walksOfAreas, type Role, type Walk } from "./support/walks";

/** The narrowest last: the remaining checks run at that width. */
const WIDTHS = [1440, 1280, 1024, 768, 390, 320];
const walks = await walksOfAreas();

/** The elements that reach beyond the window, if any. */
const beyond = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const parts = [root, document.body, ...document.querySelectorAll("main")];
    if (parts.every((part) => part.scrollWidth <= part.clientWidth) && root.clientWidth <= innerWidth) return [];
    const sides = (element: Element) => element.getBoundingClientRect();
    const wide = [...document.querySelectorAll("body *")].filter((element) => sides(element).right > innerWidth + 1);
    return ["wider than its window", ...wide.slice(0, 4).map((element) => element.outerHTML.slice(0, 200))];
  });

/** Opens every address of the role in a route, at every width. */
async function walk(page: Page, role: Role, roles: Walk, org: Org) {
  const wrong: Record<string, string[]> = {};
  for (const [at, address] of (roles[role]?.(org) ?? []).entries()) {
    await page.goto(address);
    await hydrated(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const found = await beyond(page);
      if (found.length > 0) wrong[`${address} at ${width}`] = found;
    }
    // Slower than everything above: once per route.
    if (at > 0 || Object.keys(roles)[0] !== role) continue;
    const broken = await brokenRules(page);
    if (broken.length > 0) wrong[`${address}, accessible`] = broken;
  }
  expect(wrong).toEqual({});
}

test("every route of the app is walked", () => {
  expect(walks.map(([route]) => route).sort()).toEqual(routes().sort());
});

test.describe("with the longest and the oddest values", () => {
  test.describe.configure({ mode: "serial" });
  let org: Org;

  test.beforeAll(async ({ browser }, { project }) => {
    org = await found(browser, project.use.baseURL!);
  });
  test.afterAll(async () => leave([org.operator, org.owner, org.member]));

  for (const [route, roles] of walks) {
    for (const role of Object.keys(roles) as Role[]) {
      test(`${route} is no wider than its window, for ${role}`, async ({ page }) =>
        walk(role === "visitor" ? page : org[role], role, roles, org));
    }
  }

  test("what people write runs in its own direction, and addresses from left to right", async () => {
    const direction = (page: Page, text: string) =>
      page.getByText(text).first().evaluate((element) => getComputedStyle(element).direction);
    await org.owner.goto(org.conversation);
    await expect(org.owner.getByRole("heading", { level: 1 })).toHaveCSS("direction", "rtl");
    await expect(org.owner.getByRole("textbox", { name: /^Reply/ })).toHaveAttribute("dir", "auto");
    await expect(org.owner.locator("html")).toHaveCSS("direction", "ltr");
    await org.owner.goto("/settings/members");
    expect(await direction(org.owner, odd.owner)).toBe("rtl");
    expect(await direction(org.owner, odd.member)).toBe("ltr");
    await expect(org.owner.getByText(/^o.*@/).first()).toHaveAttribute("dir", "ltr");
    await org.operator.goto(`/god-dashboard/organizations/${org.id}?tab=notes`);
    const note = org.operator.getByText(odd.prose.split("\n")[0]).first();
    await expect(note).toHaveCSS("direction", "rtl");
    await expect(note).toHaveCSS("text-align", "start");
  });

  test("a long name of an agent leaves its composer one line high, and the send button in sight", async () => {
    await org.owner.setViewportSize({ width: 320, height: 800 });
    await org.owner.goto(org.conversation);
    await expect(org.owner.locator(".composer").getByTitle(odd.agent)).toBeVisible();
    await expect(org.owner.getByRole("button", { name: "Send message" })).toBeInViewport({ ratio: 1 });
    const field = await org.owner.getByRole("textbox", { name: /^Reply/ }).boundingBox();
    expect(field!.height).toBeLessThan(60);
  });

  test("a closed organisation's page is no wider either", async () => {
    // An open page would reload when it is notified, in the middle of the next steps.
    await org.owner.goto("about:blank");
    await call(org.operator, "god/suspend", { "[organization]": org.id, "[reason]": odd.organization });
    await org.owner.goto("/chat");
    for (const width of WIDTHS) {
      await org.owner.setViewportSize({ width, height: 800 });
      expect(await beyond(org.owner), `at ${width}`).toEqual([]);
    }
  });
});
