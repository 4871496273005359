import { describe, expect, it } from "vitest";
import type { RotaOut } from "../shared/api.js";
import { FakeServer, json, problem } from "../shared/fakes.js";
import { RotaApi } from "./rota-api.js";
import { RotaRoom, daysOf, hoursText, momentOf, momentText, uncovered } from "./rota.js";

const turn = (more: Partial<RotaOut["turns"][number]> = {}): RotaOut["turns"][number] => ({
  staff: "a",
  duty: "primary",
  starts_at: "2026-11-02T16:00:00Z",
  ends_at: "2026-11-03T04:00:00Z",
  cover: null,
  ...more,
});
const rota = (more: Partial<RotaOut> = {}): RotaOut => ({
  starts_at: "2026-11-02T10:00:00Z",
  ends_at: "2026-11-04T10:00:00Z",
  names: { a: "ნინო", b: "გიორგი" },
  turns: [turn()],
  gaps: [
    { duty: "primary", starts_at: "2026-11-02T10:00:00Z", ends_at: "2026-11-02T16:00:00Z" },
    { duty: "backup", starts_at: "2026-11-02T10:00:00Z", ends_at: "2026-11-02T10:30:00Z" },
  ],
  shifts: [],
  absences: [],
  covers: [],
  ...more,
});

describe("the rota by day", () => {
  it("counts days on Georgia's clock and cuts a turn at midnight", () => {
    const days = daysOf(rota());
    expect(days.map(({ date, weekday }) => [date, weekday])).toEqual([["2026-11-02", 0], ["2026-11-03", 1], ["2026-11-04", 2]]);
    expect(days.map(({ turns }) => turns.map(({ from, to }) => `${from}–${to}`))).toEqual([["20:00–24:00"], ["00:00–08:00"], []]);
    expect(days[0]!.gaps.map(({ duty, from, to }) => [duty, from, to])).toEqual([["primary", "14:00", "20:00"], ["backup", "14:00", "14:30"]]);
  });

  it("counts uncovered hours by duty", () => {
    expect(uncovered(rota()).map(({ duty, hours }) => [duty, hoursText(hours)])).toEqual([["primary", "6"], ["backup", "0.5"]]);
    expect(uncovered(rota({ gaps: [] }))).toEqual([]);
  });

  it("takes a field for Georgia's time wherever the computer is", () => {
    expect([momentOf("2026-11-02T20:00"), momentOf(""), momentText("2026-11-02T22:30:00Z")]).toEqual(["2026-11-02T16:00:00.000Z", null, "03.11. 02:30"]);
  });
});

describe("changing the rota", () => {
  const PATH = "/api/console/rota";

  function set() {
    const server = new FakeServer();
    let ended = 0;
    server.on(`GET ${PATH}`, () => json(rota()));
    return { server, room: new RotaRoom(new RotaApi(server.fetch), () => void (ended += 1)), ends: () => ended };
  }

  it("shows the rota anew after a change", async () => {
    const { server, room } = set();
    await room.load();
    expect([room.rota?.turns.length, room.isChange]).toEqual([1, false]);
    server.on(`POST ${PATH}/absences`, () => json({}));
    server.on(`GET ${PATH}`, () => json(rota({ turns: [] })));
    const saved = await room.absence({ staff: null, starts_at: "2026-11-02T16:00:00Z", ends_at: "2026-11-03T04:00:00Z" });
    expect([saved.told, room.rota?.turns.length, room.isChange, room.isBusy]).toEqual(["done", 0, true, false]);
  });

  it("names a moment in each of the turns that are swapped", async () => {
    const { server, room } = set();
    server.on(`POST ${PATH}/swaps`, () => json([]));
    await room.swap(turn(), turn({ staff: "b", duty: "backup" }));
    expect(server.requests(`POST ${PATH}/swaps`)[0]!.body).toEqual({
      first: { staff: "a", duty: "primary", at: "2026-11-03T03:59:00.000Z" },
      second: { staff: "b", duty: "backup", at: "2026-11-03T03:59:00.000Z" },
    });
  });

  it("says why a change was refused, and keeps the rota", async () => {
    const { server, room } = set();
    await room.load();
    server.on(`POST ${PATH}/covers`, () => problem(409, { detail: "they are away then" }));
    const saved = await room.cover({ staff: "a", duty: "primary", starts_at: "x", ends_at: "y", instead_of: null });
    expect([saved.why, room.rota?.turns.length]).toEqual(["they are away then", 1]);
  });

  it("ends the session where the server says so", async () => {
    const { server, room, ends } = set();
    server.on(`GET ${PATH}`, () => problem(401));
    await room.load();
    expect(ends()).toBe(1);
  });
});
