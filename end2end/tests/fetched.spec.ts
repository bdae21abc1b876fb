// The code of pages comes in separate files: what people see when one of them cannot be loaded.
import { expect, hydrated, people, signIn, test } from "./support/fixtures";

/** The file with agents, settings and the account. */
const WORKSPACE = /\/pkg\/split_workspace\..*\.wasm$/;

test("only the code of the opened pages is fetched", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await signIn(page, people.olivia);
  expect(fetched.filter((path) => WORKSPACE.test(path))).toEqual([]);
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Agents", level: 1 })).toBeVisible();
  expect(fetched.filter((path) => WORKSPACE.test(path))).toHaveLength(1);
  expect(fetched.filter((path) => path.includes("split_operator"))).toEqual([]);
});

test.describe("with files that do not come", () => {
  test.use({ expectedInConsole: [/Failed to load resource|Failed to fetch|WebAssembly/] });

  test("a file that the server no longer has leads to the page all the same", async ({ page }) => {
    await signIn(page, people.olivia);
    await page.route(WORKSPACE, (route) => route.fulfill({ status: 404, body: "" }), { times: 1 });
    await page.evaluate(() => document.documentElement.setAttribute("data-before", ""));
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.waitForURL(/\/agents$/);
    await expect(page.getByRole("heading", { name: "Agents", level: 1 })).toBeVisible();
    await expect(page.locator("html[data-before]")).toHaveCount(0);
    await hydrated(page);
  });

  test("without a connection the page stays and goes on when it is back", async ({ page, context }) => {
    await signIn(page, people.olivia);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await expect(page.getByRole("progressbar", { name: "Loading the page" })).toBeVisible();
    await expect(page.getByText("You are offline.")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("heading", { name: "Agents", level: 1 })).toBeVisible();
    await expect(page.getByRole("progressbar", { name: "Loading the page" })).toHaveCount(0);
  });
});
