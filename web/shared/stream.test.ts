import { describe, expect, test } from "vitest";
import { FakeClock, FakeServer, FakeStream, problem, settle } from "./fakes.js";
import { LiveStream, SILENCE_LIMIT_MS, type StreamEvent, type StreamState } from "./stream.js";

const ROUTE = "GET /live";

function set() {
  const server = new FakeServer();
  const clock = new FakeClock();
  const streams: FakeStream[] = [];
  const events: StreamEvent[] = [];
  const states: StreamState[] = [];
  const refusals: number[] = [];
  let position = 0;
  server.on(ROUTE, (_asked, signal) => {
    const stream = new FakeStream(signal);
    streams.push(stream);
    return stream.response;
  });
  const live = new LiveStream({
    send: server.fetch,
    clock,
    random: () => 0.5,
    request: () => ({ path: "/live", headers: { "Last-Event-ID": String(position) } }),
    event: (event) => {
      events.push(event);
      position += 1;
    },
    state: (state) => void states.push(state),
    refused: (status) => void refusals.push(status),
  });
  return { server, clock, streams, events, states, refusals, live };
}

/** Streams hand their chunks on over several turns of the event loop. */
async function arrived(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !done(); turn += 1) await settle();
}

describe("live stream", () => {
  test("events arrive with their names and their data", async () => {
    const { live, streams, events, states } = set();
    live.open();
    await arrived(() => states.includes("open"));
    await streams[0]!.send("state", { state: "waiting" });
    await arrived(() => events.length === 1);
    expect(events).toEqual([{ name: "state", data: { state: "waiting" } }]);
    expect(states).toEqual(["connecting", "open"]);
  });

  test("a broken line comes back after a wait and says where it was", async () => {
    const { live, streams, events, states, server, clock } = set();
    live.open();
    await arrived(() => states.includes("open"));
    await streams[0]!.send("message", { id: 1 });
    await arrived(() => events.length === 1);
    await streams[0]!.end();
    await arrived(() => states.includes("broken"));
    expect(server.requests(ROUTE)).toHaveLength(1);
    await clock.pass(1000);
    await arrived(() => states.at(-1) === "open");
    expect(server.requests(ROUTE).map(({ headers }) => headers["Last-Event-ID"])).toEqual(["0", "1"]);
  });

  test("a line that falls silent is given up", async () => {
    const { live, states, clock } = set();
    live.open();
    await arrived(() => states.includes("open"));
    await clock.pass(SILENCE_LIMIT_MS - 1);
    expect(states.at(-1)).toBe("open");
    await clock.pass(1);
    expect(states.at(-1)).toBe("broken");
  });

  test("a comment keeps a line alive", async () => {
    const { live, streams, states, clock } = set();
    live.open();
    await arrived(() => states.includes("open"));
    await clock.pass(SILENCE_LIMIT_MS - 1);
    await streams[0]!.raw(": ping\n\n");
    await arrived(() => false);
    await clock.pass(SILENCE_LIMIT_MS - 1);
    expect(states.at(-1)).toBe("open");
  });

  test("attempts become rarer while the server is away", async () => {
    const { live, server, clock } = set();
    server.off(ROUTE);
    live.open();
    await settle();
    await clock.pass(1000 + 2000 + 4000);
    expect(server.requests(ROUTE)).toHaveLength(4);
    await clock.pass(7999);
    expect(server.requests(ROUTE)).toHaveLength(4);
  });

  test.each([401, 403, 404, 409])("a final refusal (%i) is told and not repeated", async (status) => {
    const { live, server, refusals, states, clock } = set();
    server.on(ROUTE, () => problem(status));
    live.open();
    await arrived(() => refusals.length === 1);
    await clock.pass(600_000);
    expect(refusals).toEqual([status]);
    expect(states.at(-1)).toBe("closed");
    expect(server.requests(ROUTE)).toHaveLength(1);
  });

  test("a closed line says nothing more", async () => {
    const { live, streams, events, states, clock, server } = set();
    live.open();
    await arrived(() => states.includes("open"));
    live.close();
    await clock.pass(600_000);
    expect(states.at(-1)).toBe("closed");
    expect(server.requests(ROUTE)).toHaveLength(1);
    expect(streams).toHaveLength(1);
    expect(events).toEqual([]);
  });

  test("data cut off in the middle is passed over", async () => {
    const { live, streams, events, states } = set();
    live.open();
    await arrived(() => states.includes("open"));
    await streams[0]!.raw('data: {"id":\n\n');
    await streams[0]!.send("message", { id: 2 });
    await arrived(() => events.length === 1);
    expect(events).toEqual([{ name: "message", data: { id: 2 } }]);
  });
});
