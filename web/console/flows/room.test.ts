import { expect, test } from "vitest";
import type { FlowOut, Played } from "../../shared/api.js";
import { FakeServer, json, problem, settle } from "../../shared/fakes.js";
import { ConsoleApi } from "../api.js";
import { FlowsRoom } from "./room.js";

const youth: FlowOut = { name: "youth", version: 2, audience: "youth", reviewed: false, draft: true };
const at = (flow: string): Played => ({ turns: [{ lines: [], effects: [] }], flow, step: "hello", language: "ka", facts: {} });

function set() {
  const server = new FakeServer();
  let ended = 0;
  const room = new FlowsRoom({ api: new ConsoleApi(server.fetch), sessionEnded: () => void (ended += 1) });
  for (const flow of ["youth", "panic"])
    server.on(`GET /api/console/flows/${flow}/graph?language=ka`, () => json({ flow, start: "hello", nodes: [], edges: [] }));
  server.on("POST /api/console/flows/play", () => json(at("youth")));
  return { server, room, ends: () => ended };
}

test("the list comes from the server, and again after a failure", async () => {
  const { server, room } = set();
  await room.load();
  expect([room.hasFailed, room.flows]).toEqual([true, null]);
  server.on("GET /api/console/flows", () => json({ flows: [youth] }));
  await room.load();
  expect([room.hasFailed, room.flows]).toEqual([false, [youth]]);
});

test("the map goes where the played conversation goes, and back with it", async () => {
  const { server, room } = set();
  await room.choose(youth, "ka");
  const { player, chart } = room.open!;
  server.on("POST /api/console/flows/play", () => json(at("panic")));
  await player.move({ kind: "said", value: "პანიკა" });
  await settle();
  expect([chart.graph?.flow, chart.cameFrom]).toEqual(["panic", "youth"]);
  server.on("POST /api/console/flows/play", () => json(at("youth")));
  await player.undo();
  await settle();
  expect([chart.graph?.flow, chart.cameFrom]).toEqual(["youth", null]);
});

test("choosing another conversation leaves the one before", async () => {
  const { room } = set();
  await room.choose(youth, "ka");
  room.leave();
  expect(room.open).toBeNull();
});

test("an ended session is told", async () => {
  const { server, room, ends } = set();
  server.on("GET /api/console/flows", () => problem(401));
  await room.load();
  expect(ends()).toBe(1);
});
