import { expect, test } from "vitest";
import type { FlowGraph } from "../../shared/api.js";
import { FakeServer, json, settle } from "../../shared/fakes.js";
import { ConsoleApi } from "../api.js";
import { Chart } from "./chart.js";

const route = (flow: string, language = "ka") => `GET /api/console/flows/${flow}/graph?language=${language}`;
const graph = (flow: string): FlowGraph => ({ flow, start: "hello", nodes: [], edges: [] });

function set() {
  const server = new FakeServer();
  for (const flow of ["youth", "panic", "crisis"]) server.on(route(flow), () => json(graph(flow)));
  const chart = new Chart({ api: new ConsoleApi(server.fetch), sessionEnded: () => undefined });
  return { server, chart };
}

test("the map follows the conversation into another flow and knows the way back", async () => {
  const { chart } = set();
  await chart.follow("youth", "ka", true);
  expect([chart.shown, chart.cameFrom]).toEqual(["youth", null]);
  await chart.follow("panic", "ka", true);
  expect([chart.shown, chart.cameFrom, chart.graph?.flow]).toEqual(["panic", "youth", "panic"]);
  await chart.show("youth");
  expect([chart.shown, chart.isElsewhere]).toEqual(["youth", true]);
  await chart.comeBack();
  expect([chart.shown, chart.isElsewhere]).toEqual(["panic", false]);
});

test("a move taken back shows the map before, with no note of having come from somewhere", async () => {
  const { chart } = set();
  await chart.follow("youth", "ka", true);
  await chart.follow("panic", "ka", true);
  await chart.follow("youth", "ka", false);
  expect([chart.shown, chart.cameFrom]).toEqual(["youth", null]);
});

test("who looks at another map is not pulled away until the conversation moves on", async () => {
  const { chart } = set();
  await chart.follow("youth", "ka", true);
  await chart.show("crisis");
  await chart.follow("youth", "ka", true);
  expect(chart.shown).toBe("crisis");
  await chart.follow("panic", "ka", true);
  expect(chart.shown).toBe("panic");
});

test("another language draws the same map anew", async () => {
  const { server, chart } = set();
  server.on(route("youth", "ru"), () => json(graph("youth")));
  await chart.follow("youth", "ka", true);
  await chart.follow("youth", "ru", true);
  expect(server.requests(route("youth", "ru"))).toHaveLength(1);
});

test("a map that was seen before is not asked for again", async () => {
  const { server, chart } = set();
  await chart.follow("youth", "ka", true);
  await chart.follow("panic", "ka", true);
  await chart.show("youth");
  expect(server.requests(route("youth"))).toHaveLength(1);
});

test("a late map does not replace the one that is wanted now", async () => {
  const { server, chart } = set();
  let late!: (response: Response) => void;
  server.on(route("youth"), () => new Promise((resolve) => (late = resolve)));
  const slow = chart.follow("youth", "ka", true);
  await settle();
  await chart.follow("panic", "ka", true);
  late(json(graph("youth")));
  await slow;
  expect(chart.graph?.flow).toBe("panic");
});

test("a map that did not come can be asked for again", async () => {
  const { server, chart } = set();
  server.off(route("youth"));
  await chart.follow("youth", "ka", true);
  expect([chart.hasFailed, chart.graph]).toEqual([true, null]);
  server.on(route("youth"), () => json(graph("youth")));
  await chart.load();
  expect([chart.hasFailed, chart.graph?.flow]).toEqual([false, "youth"]);
});
