// What `.ci/reports` asks of pages in headless Chromium. Run by it, in a folder with the driver.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [, , work] = process.argv;
const { PERUSAL, SHOTS, CORPUS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
const WIDE = { width: 1400, height: 900 };
const NARROW = { width: 390, height: 844 };

const perusal = (...args) =>
    execFileSync(PERUSAL, args, { cwd: work, encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
const counted = (...args) => perusal("list", "--format", "json", ...args).split("\n").length - 1;
const number = async (page, selector) => Number((await page.textContent(selector)).replace(/\D/g, ""));

/** A report of some paths, or of the bundled articles. */
function report(name, ...args) {
    const file = join(work, `${name}.html`);
    perusal("export", "-o", file, ...args);
    return file;
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });

/** Opens a page that may ask for nothing, complain of nothing and ask nothing of a person. */
async function open(file, options = {}) {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    const page = await context.newPage();
    page.faults = [];
    const fault = (what) => page.faults.push(what);
    page.on("console", (message) => fault(`console: ${message.text()}`));
    page.on("pageerror", (error) => fault(`error: ${error.message}`));
    page.on("dialog", (dialog) => fault(`dialog: ${dialog.message()}`) && dialog.dismiss());
    page.on("request", (request) => /^(file|data):/.test(request.url()) || fault(`request: ${request.url()}`));
    await page.goto(`file://${file}`);
    return page;
}

async function close(page) {
    assert.deepEqual(page.faults, []);
    await page.context().close();
}

/** Waits until what a key or click led to is on screen. */
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150)));

async function press(page, ...keys) {
    for (const key of keys) await page.keyboard.press(key);
    await settled(page);
}

const onScreen = (page, selector) =>
    page.$eval(selector, (it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
    });

async function axe(page, what) {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] }));
    const told = violations.map((it) => `${it.id}: ${it.nodes.length}, as ${it.nodes[0].html.slice(0, 200)}: ${it.nodes[0].any.map((why) => why.message)}`);
    assert.deepEqual(told, [], what);
}

/** Counts of the page against those of `perusal list`. */
async function filters(page) {
    const showing = () => page.$$eval("mark[id]:not(.off)", (all) => all.filter((it) => !it.closest("[hidden]")).length);
    const all = counted();
    assert.match(await page.textContent("#shown"), new RegExp(`^${all} passages in 3 articles$`));
    assert.equal(await page.locator("mark[id]").count(), all);
    for (const [key, kind] of [["1", "concern"], ["2", "opportunity"], ["3", "statistic"]]) {
        const rest = ["concern", "opportunity", "statistic"].filter((it) => it !== kind).flatMap((it) => ["--kind", it]);
        assert.equal(await number(page, `#kinds li:nth-child(${key}) .count`), counted("--kind", kind));
        await press(page, key);
        assert.equal(await showing(), counted(...rest));
        assert.equal(await page.locator(`#kinds li:nth-child(${key}) button`).getAttribute("aria-pressed"), "false");
        await press(page, "0");
    }
    const themes = await page.$$eval("#themes button", (all) => all.map((it) => it.firstChild.data.trim()));
    assert.ok(themes.length > 5);
    for (const [nth, theme] of themes.entries()) {
        const button = page.locator("#themes button").nth(nth);
        const count = counted("--theme", theme);
        assert.equal(Number(await button.locator(".count").textContent()), count, theme);
        await button.click();
        assert.equal(await showing(), count, theme);
        assert.equal(await page.$$eval(".notes > li:not([hidden])", (all) => all.filter((it) => !it.closest("article[hidden]")).length), count);
        assert.match(await page.textContent("#shown"), /hidden$/);
        await button.click();
    }
    await page.locator("#themes button").nth(0).click();
    await page.locator("#kinds button").nth(1).click();
    await page.locator("#everything").click();
    assert.equal(await showing(), all);
}

/** The keys of the reader. */
async function keys(page) {
    const here = () => page.$eval("mark.here", (it) => it.id);
    const ids = await page.$$eval("mark[id]", (all) => all.map((it) => it.id));
    await press(page, "g", "]");
    assert.equal(await here(), ids[0]);
    await press(page, "]", "]", "[");
    assert.equal(await here(), ids[1]);
    assert.ok(await onScreen(page, "mark.here"));
    assert.equal(await page.locator(".notes li.here").count(), 1);
    assert.equal(await page.evaluate(() => CSS.highlights.has("cue")), true);
    await press(page, "Escape", "g", "J");
    assert.ok(await onScreen(page, "#a1 h2"));
    await press(page, "J");
    assert.ok(await onScreen(page, "#a2 h2"));
    await press(page, "K");
    assert.ok(await onScreen(page, "#a1 h2"));
    await press(page, "T");
    assert.ok(await onScreen(page, "#figures h2"));
    await press(page, "D");
    assert.ok(await onScreen(page, "#overview"));
    for (const [key, back] of [["G", "g"], ["j", "k"], ["d", "u"], ["}", "{"]]) {
        const from = await page.evaluate(() => scrollY);
        await press(page, key);
        assert.ok((await page.evaluate(() => scrollY)) > from, key);
        await press(page, back);
    }
    const folds = await page.locator("#a1 details").count();
    await press(page, "c");
    assert.equal(await page.locator("details[open]").count() > 0, folds > 0);
    await press(page, "?");
    assert.ok(await page.locator("#help").isVisible());
    await page.locator("#single").click();
    await press(page, "Escape", "1");
    assert.equal(await page.locator("#kinds button[aria-pressed=false]").count(), 0, "keys can be put off");
    await page.locator("#keys").click();
    await page.locator("#single").click();
    await page.locator("#close").click();
    await press(page, "z");
    assert.ok(!(await page.locator("#side").isVisible()));
    await press(page, "z", "t");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.theme !== undefined), true);
    await press(page, "ArrowDown", "Enter");
    assert.equal(await page.locator("#themes button").nth(1).getAttribute("aria-pressed"), "true");
    await page.evaluate(() => document.activeElement.blur());
    await press(page, "Escape");
    assert.equal(await page.locator("#themes button[aria-pressed=true]").count(), 0);
}

async function search(page, words) {
    await press(page, "/");
    await page.keyboard.type(words.toUpperCase());
    await page.waitForTimeout(300);
    const texts = await page.$$eval(".t", (all) => all.map((it) => it.textContent.replace(/\s+/g, " ").toLowerCase()));
    const expected = texts.reduce((sum, text) => sum + text.split(words).length - 1, 0);
    assert.ok(expected > 1);
    assert.ok((await page.textContent("#found")).replace(",", "").startsWith(`${expected} match`));
    assert.equal(await page.evaluate(() => CSS.highlights.get("found").size), expected);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.match(await page.textContent("#found"), new RegExp(`^match [\\d,]+ of ${expected.toLocaleString("en")}$`));
    await press(page, "n", "N");
    const now = await page.evaluate(() => String([...CSS.highlights.get("now")][0]).toLowerCase());
    assert.equal(now.replace(/\s+/g, " "), words);
    await press(page, "Escape");
    assert.equal(await page.textContent("#found"), "");
}

async function table(page) {
    await press(page, "T");
    const values = () => page.$$eval("#figures td.number", (all) => all.map((it) => Number(it.dataset.value)));
    const expected = perusal("export", "--format", "jsonl", "--unit", "statistic", "--kind", "statistic").split("\n").length - 1;
    assert.equal((await values()).length, expected);
    await page.locator("#figures th:nth-child(2) button").click();
    const falling = await values();
    assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
    assert.equal(await page.locator("#figures th:nth-child(2)").getAttribute("aria-sort"), "descending");
    await page.locator("#figures th:nth-child(2) button").click();
    assert.deepEqual(await values(), falling.toReversed());
    await page.locator("#figures tbody a").first().click();
    await settled(page);
    assert.ok(await onScreen(page, "mark.here"));
    await press(page, "Escape");
}

async function bundled() {
    const file = report("bundled");
    const page = await open(file);
    await filters(page);
    await keys(page);
    await search(page, "artificial intelligence");
    await table(page);
    await axe(page, "light");
    const heard = await page.locator("#a1").ariaSnapshot();
    assert.match(heard, /(concern|opportunity|statistic)[a-z, ]*: /);
    const pdf = await page.pdf({ path: join(SHOTS, "bundled.pdf"), format: "A4" });
    assert.ok(pdf.length > 50_000 && pdf.subarray(0, 5).toString() === "%PDF-");
    await close(page);
    for (const [name, options] of Object.entries({
        light: { colorScheme: "light" },
        dark: { colorScheme: "dark" },
        "narrow-light": { colorScheme: "light", viewport: NARROW },
        "narrow-dark": { colorScheme: "dark", viewport: NARROW },
        plain: { javaScriptEnabled: false },
    })) {
        const page = await open(file, options);
        await page.screenshot({ path: join(SHOTS, `${name}.png`) });
        assert.ok((await page.locator("mark").first().innerText()).length > 10);
        if (options.javaScriptEnabled === false) {
            assert.ok(await page.locator("#figures table").isVisible(), "the table is there without a script");
            await close(page);
            continue;
        }
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${name} is too wide`);
        await axe(page, name);
        await press(page, "]", "]");
        await page.screenshot({ path: join(SHOTS, `${name}-passage.png`) });
        if (name.startsWith("narrow")) {
            await press(page, "g");
            await page.locator("#panel").click();
            await page.screenshot({ path: join(SHOTS, `${name}-filters.png`) });
        }
        await close(page);
    }
    console.log("bundled articles: filters, keys, search, table, print, four looks and no script");
}

/** All that an article could try. */
function attack() {
    const tries = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "</article></main><h1>mine</h1>",
        "<a href='javascript:alert(1)'>click</a>", "\" onmouseover=\"alert(1)", "<!--", "]]>", "</noscript><script>alert(2)</script>",
        "<style>*{display:none}</style>", "<meta http-equiv=refresh content='0;url=http://example.org/'>",
        "<iframe src=http://example.org/></iframe>", "<form action=http://example.org/><input autofocus onfocus=alert(1)>",
        "<link rel=stylesheet href=http://example.org/x.css>", "<b", "&lt;script&gt;alert(3)&lt;/script&gt;", "\u2028\u202e\u0000",
    ];
    const lines = tries.map((it) => `Nurses fear ${it} that job cuts of 5% ${it} may hurt 12 ${it} patients.\n`);
    // As a record, so that its words are words, whatever they look like.
    const file = join(work, "attack <b>&\"'.jsonl");
    const [title, text] = [`A title ${tries[0]}`, `${tries.join(" ")}\n\n${lines.join("\n")}`];
    writeFileSync(file, `${JSON.stringify({ id: "<i>", title, author: tries[5], text })}\n`);
    return { file, tries };
}

async function hostile() {
    const { file, tries } = attack();
    const page = await open(report("attack", file));
    const text = await page.$$eval(".t", (all) => all.map((it) => it.textContent).join("\n"));
    for (const it of tries.filter((it) => !it.includes("\0"))) assert.ok(text.includes(it), it);
    assert.equal(await page.locator("article script, article img, article svg, article iframe, article form, article meta, article style").count(), 0);
    assert.equal(await page.locator("script").count(), 1);
    for (let step = 0; step < 5; step += 1) await press(page, "]");
    const spot = await page.$eval("mark.here", (it) => it.getClientRects()[0].toJSON());
    await page.mouse.click(spot.x + 4, spot.y + 4);
    await press(page, "T");
    assert.equal(await page.locator("#figures script, #figures img").count(), 0);
    assert.ok((await page.locator("#figures tbody tr").count()) > 10);
    await page.locator("#contents a").first().click();
    // Even markup that came in would run nothing.
    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>"));
    await settled(page);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    page.faults = page.faults.filter((it) => !/Content Security Policy|request: file|ERR_FILE_NOT_FOUND/.test(it));
    await close(page);
    console.log("a hostile article does nothing");
}

/** Made-up articles where there is no corpus maker. */
function pile(count) {
    const folder = join(work, "pile");
    if (existsSync(CORPUS)) {
        execFileSync("python3", [CORPUS, "files", folder, "--count", String(count)], { stdio: "ignore" });
        return folder;
    }
    mkdirSync(folder);
    for (let nth = 0; nth < count; nth += 1) {
        const lines = Array.from({ length: 30 }, (_, at) =>
            `Clerks of ward ${nth} fear that ${at} jobs may be lost. Costs rose by ${at}%. The day was long and nobody said a word.`);
        writeFileSync(join(folder, `${nth}.txt`), `Article number ${nth}\n\n${lines.join("\n\n")}\n\nTheir patients slept.\n`);
    }
    return folder;
}

async function thousand() {
    const folder = pile(1000);
    const began = Date.now();
    const file = report("thousand", folder);
    const [seconds, bytes] = [(Date.now() - began) / 1000, statSync(file).size];
    const passages = counted(folder);
    const runs = [];
    for (let run = 0; run < 5; run += 1) {
        const page = await open(file);
        const { load, paint } = await page.evaluate(() => ({
            load: performance.getEntriesByType("navigation")[0].loadEventEnd,
            paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        }));
        runs.push({ load: Math.round(load), paint: Math.round(paint) });
        if (run === 0) {
            await page.waitForFunction(() => !document.querySelector("#articles > noscript"));
            assert.equal(await page.locator("mark[id]").count(), passages);
            const answers = {};
            for (const key of ["1", "0", "]", "]", "J", "T", "D", "G", "g"]) {
                const before = Date.now();
                await page.keyboard.press(key);
                await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
                answers[key] = Math.max(answers[key] ?? 0, Date.now() - before);
            }
            console.log(`1,000 articles: milliseconds to answer a key ${JSON.stringify(answers)}`);
            await search(page, "patients");
            await press(page, "T");
            assert.ok(await onScreen(page, "#figures h2"));
            await page.screenshot({ path: join(SHOTS, "figures.png") });
        }
        await close(page);
    }
    const early = await open(file);
    await early.keyboard.press("1");
    await settled(early);
    assert.equal(await early.locator("#articles > noscript").count(), 0, "a filter waits for all");
    assert.equal(await number(early, "#shown").then((it) => it > 0), true);
    await close(early);
    runs.sort((a, b) => a.load - b.load);
    console.log(`1,000 articles, ${passages} passages, ${(bytes / 1e6).toFixed(1)} MB written and verified in ${seconds.toFixed(1)} s: ` +
        `loaded in ${runs.map((it) => it.load).join(", ")} ms, first painted in ${runs.map((it) => it.paint).join(", ")} ms`);
    assert.ok(runs[0].load < 2000, "a page of 1,000 articles is there within two seconds");
}

await bundled();
await hostile();
await thousand();
await browser.close();
