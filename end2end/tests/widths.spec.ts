// No page is wider than its window, whatever people write: every route, at six widths, with the longest and the oddest
// values.
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

import { brokenRules, expect, hydrated, test } from "./support/fixtures";
import { call, found, leave, odd, type House } from "./support/odd";

/** The narrowest last: there the page is asked for the rest as well. */
const WIDTHS = [1440, 1280, 1024, 768, 390, 320];
/** Long enough to be a token, and no link's. */
const TOKEN = "x".repeat(43);

type Role = "visitor" | "member" | "owner" | "operator";

const tabs = ["members", "invites", "audit", "jobs", "mails", "subscription", "notes"];

/** For every route of the app: who opens which addresses. */
const walks: Record<string, Partial<Record<Role, (house: House) => string[]>>> = {
  "/": { member: () => ["/"], owner: () => ["/"], operator: () => ["/"], visitor: () => ["/"] },
  "/sign-in": { visitor: () => ["/sign-in?problem=refused"] },
  "/sign-in/code": { visitor: () => ["/sign-in/code"] },
  "/sign-up": { visitor: () => ["/sign-up", "/sign-up?done=mailed"] },
  "/invite/:token": { visitor: (h) => [h.memberInvite], member: (h) => [h.memberInvite] },
  "/signup/:token": { visitor: (h) => [h.ownerInvite], member: (h) => [h.ownerInvite] },
  "/forgot-password": { visitor: () => ["/forgot-password"] },
  "/reset-password/:token": { visitor: () => [`/reset-password/${TOKEN}`] },
  "/verify-email/:token": { visitor: () => [`/verify-email/${TOKEN}`] },
  "/confirm-email/:token": { visitor: () => [`/confirm-email/${TOKEN}`] },
  "/dev/ui": { visitor: () => ["/dev/ui"] },
  "/chat": { member: () => ["/chat"], owner: () => ["/chat"] },
  "/chat/:id": { owner: (h) => [`${h.conversation}?rename=${h.conversation.split("/").pop()}`, h.conversation] },
  "/agents": { member: () => ["/agents"], owner: () => ["/agents"] },
  "/agents/:id": { member: (h) => [h.agent], owner: (h) => [h.agent] },
  "/settings": { member: () => ["/settings"], owner: () => ["/settings"] },
  "/settings/branding": { owner: () => ["/settings/branding"] },
  "/settings/leave": { owner: () => ["/settings/leave"] },
  "/settings/members": { member: () => ["/settings/members"], owner: () => ["/settings/members"] },
  "/settings/sign-in": { owner: () => ["/settings/sign-in"] },
  "/settings/audit": { owner: () => ["/settings/audit"] },
  "/settings/plan": { owner: () => ["/settings/plan"] },
  "/settings/members/invites": { owner: () => ["/settings/members/invites"] },
  "/settings/members/tiers": { owner: () => ["/settings/members/tiers"] },
  "/settings/members/:id": {
    member: (h) => [`/settings/members/${h.person}`],
    owner: (h) => [`/settings/members/${h.person}`],
  },
  "/account": { owner: () => ["/account"] },
  "/account/api-keys": { owner: () => ["/account/api-keys"] },
  "/account/two-factor": { owner: () => ["/account/two-factor"] },
  "/god-dashboard": { operator: (h) => ["/god-dashboard", `/god-dashboard?act=delete&on=${h.id}`] },
  "/god-dashboard/organizations/:id": {
    operator: (h) => ["", ...tabs].map((tab) => `/god-dashboard/organizations/${h.id}?tab=${tab}`),
  },
  "/god-dashboard/plans": { operator: () => ["/god-dashboard/plans"] },
  "/god-dashboard/revenue": { operator: () => ["/god-dashboard/revenue"] },
  "/god-dashboard/mailbox": { operator: () => ["/god-dashboard/mailbox"] },
  "/god-dashboard/mailbox/:id": { operator: (h) => [h.mail] },
  "/god-dashboard/view-as": { operator: (h) => [`/god-dashboard/view-as?organization=${h.id}`] },
  "/god-dashboard/audit": { operator: () => ["/god-dashboard/audit"] },
  "/god-dashboard/invites": { operator: () => ["/god-dashboard/invites"] },
  "/god-dashboard/invites/new": {
    operator: () => ["/god-dashboard/invites/new", "/god-dashboard/invites/new?by=sheet"],
  },
};

/** The app's route table, with the routes of each group where it names the group. */
function table(): string {
  const folder = new URL("../../app/src/routes/", import.meta.url);
  const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
  const whole = (component: string): string => {
    const source = sources.find((text) => text.includes(`fn ${component}(`));
    if (!source) throw new Error(`no file of app/src/routes has the component ${component}`);
    return source.replace(/<(\w+Routes) \/>/g, (_, group) => whole(group));
  };
  return whole("AppRoutes");
}

/** The routes as the app's own table lists them. */
function routes(): string[] {
  const tags = table().matchAll(/<(\/?)(ParentRoute|Route)\b(?:\s+path=path!\("([^"]*)"\))?/g);
  const above: string[] = [];
  const found: string[] = [];
  for (const [, close, tag, path] of tags) {
    if (close) above.pop();
    else if (tag === "ParentRoute") above.push(path);
    else found.push([...above, path].join("") || "/");
  }
  return found;
}

/** What reaches beyond the window, if anything does. */
const beyond = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const parts = [root, document.body, ...document.querySelectorAll("main")];
    if (parts.every((part) => part.scrollWidth <= part.clientWidth) && root.clientWidth <= innerWidth) return [];
    const sides = (element: Element) => element.getBoundingClientRect();
    const wide = [...document.querySelectorAll("body *")].filter((element) => sides(element).right > innerWidth + 1);
    return ["wider than its window", ...wide.slice(0, 4).map((element) => element.outerHTML.slice(0, 200))];
  });

/** Opens what the role sees of a route in every width. */
async function walk(page: Page, role: Role, route: string, house: House) {
  const wrong: Record<string, string[]> = {};
  const roles = walks[route];
  for (const [at, address] of (roles[role]?.(house) ?? []).entries()) {
    await page.goto(address);
    await hydrated(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const found = await beyond(page);
      if (found.length > 0) wrong[`${address} at ${width}`] = found;
    }
    // Slower than all of the above: once a route.
    if (at > 0 || Object.keys(roles)[0] !== role) continue;
    const broken = await brokenRules(page);
    if (broken.length > 0) wrong[`${address}, accessible`] = broken;
  }
  expect(wrong).toEqual({});
}

test("every route of the app is walked", () => {
  expect(Object.keys(walks).sort()).toEqual(routes().sort());
});

test.describe("with the longest and the oddest values", () => {
  test.describe.configure({ mode: "serial" });
  let house: House;

  test.beforeAll(async ({ browser }, { project }) => {
    house = await found(browser, project.use.baseURL!);
  });
  test.afterAll(async () => leave([house.operator, house.owner, house.member]));

  for (const [route, roles] of Object.entries(walks)) {
    for (const role of Object.keys(roles) as Role[]) {
      test(`${route} is no wider than its window, for ${role}`, async ({ page }) =>
        walk(role === "visitor" ? page : house[role], role, route, house));
    }
  }

  test("what people write runs in its own direction, and addresses from left to right", async () => {
    const direction = (page: Page, text: string) =>
      page.getByText(text).first().evaluate((element) => getComputedStyle(element).direction);
    await house.owner.goto(house.conversation);
    await expect(house.owner.getByRole("heading", { level: 1 })).toHaveCSS("direction", "rtl");
    await expect(house.owner.getByRole("textbox", { name: /^Reply/ })).toHaveAttribute("dir", "auto");
    await expect(house.owner.locator("html")).toHaveCSS("direction", "ltr");
    await house.owner.goto("/settings/members");
    expect(await direction(house.owner, odd.owner)).toBe("rtl");
    expect(await direction(house.owner, odd.member)).toBe("ltr");
    await expect(house.owner.getByText(/^o.*@/).first()).toHaveAttribute("dir", "ltr");
    await house.operator.goto(`/god-dashboard/organizations/${house.id}?tab=notes`);
    const note = house.operator.getByText(odd.prose.split("\n")[0]).first();
    await expect(note).toHaveCSS("direction", "rtl");
    await expect(note).toHaveCSS("text-align", "start");
  });

  test("a long name of an agent leaves its composer one line high, and the send button in sight", async () => {
    await house.owner.setViewportSize({ width: 320, height: 800 });
    await house.owner.goto(house.conversation);
    await expect(house.owner.locator(".composer").getByTitle(odd.agent)).toBeVisible();
    await expect(house.owner.getByRole("button", { name: "Send message" })).toBeInViewport({ ratio: 1 });
    const field = await house.owner.getByRole("textbox", { name: /^Reply/ }).boundingBox();
    expect(field!.height).toBeLessThan(60);
  });

  test("a closed organisation's page is no wider either", async () => {
    // An open page would load itself again when it hears of it, in the middle of what follows.
    await house.owner.goto("about:blank");
    await call(house.operator, "god/suspend", { "[organization]": house.id, "[reason]": odd.organization });
    await house.owner.goto("/chat");
    for (const width of WIDTHS) {
      await house.owner.setViewportSize({ width, height: 800 });
      expect(await beyond(house.owner), `at ${width}`).toEqual([]);
    }
  });
});
