import { describe, expect, test } from "vitest";
import type { PlayLine, PlayTurn, Played } from "../../shared/api.js";
import { FakeServer, json, problem, settle } from "../../shared/fakes.js";
import { ConsoleApi } from "../api.js";
import { MOVE_LIMIT, Player, choices, transcript } from "./player.js";

const PLAY = "POST /api/console/flows/play";

const line = (text: string, ...labels: string[]): PlayLine => ({ text, buttons: labels.map((label) => [{ label, data: `f.${label}` }]) });
const turn = (lines: PlayLine[], effects: string[] = []): PlayTurn => ({ lines, effects });
const played = (turns: PlayTurn[], more: Partial<Played> = {}): Played => ({ turns, flow: "youth", step: "about", language: "ka", facts: {}, ...more });
const said = (value: string) => ({ kind: "said", value }) as const;

function set() {
  const server = new FakeServer();
  let ended = 0;
  server.on(PLAY, () => json(played([turn([line("გამარჯობა")])])));
  const player = new Player({ api: new ConsoleApi(server.fetch), sessionEnded: () => void (ended += 1) }, "youth", "ka");
  const bodies = () => server.requests(PLAY).map(({ body }) => body as { moves: unknown[]; language: string; on_duty: boolean });
  return { server, player, bodies, ends: () => ended };
}

async function begun() {
  const at = set();
  await at.player.restart();
  return at;
}

/** Answers that the test gives when it likes, in the order in which they were asked for. */
function held(server: FakeServer): ((answer: Played) => void)[] {
  const answers: ((answer: Played) => void)[] = [];
  server.on(PLAY, () => new Promise((resolve) => answers.push((answer) => resolve(json(answer)))));
  return answers;
}

describe("player", () => {
  test("a flow begins with somebody on duty and no moves", async () => {
    const { bodies } = await begun();
    expect(bodies()).toEqual([{ flow: "youth", language: "ka", on_duty: true, moves: [] }]);
  });

  test("every move is sent with all moves before it", async () => {
    const { player, bodies } = await begun();
    await player.move(said("ერთი"));
    await player.move({ kind: "silence", value: "" });
    expect(bodies().at(-1)?.moves).toEqual([said("ერთი"), { kind: "silence", value: "" }]);
  });

  test("undo takes the last move back, restart all of them", async () => {
    const { player, bodies } = await begun();
    await player.move(said("ერთი"));
    await player.move(said("ორი"));
    await player.undo();
    expect(bodies().at(-1)?.moves).toEqual([said("ერთი")]);
    await player.restart();
    expect(bodies().at(-1)?.moves).toEqual([]);
    expect(await player.undo()).toBe(false);
  });

  test("the language and the duty change under the same moves", async () => {
    const { player, bodies } = await begun();
    await player.move(said("ერთი"));
    await player.speak("ru");
    await player.setOnDuty(false);
    expect(bodies().at(-1)).toEqual({ flow: "youth", language: "ru", on_duty: false, moves: [said("ერთი")] });
  });

  test("an answer to an earlier question is ignored", async () => {
    const { server, player } = await begun();
    const answers = held(server);
    const slow = player.move(said("ერთი"));
    const quick = player.restart();
    await settle();
    answers[1]!(played([turn([line("ახალი")])]));
    answers[0]!(played([turn([line("ძველი")])]));
    expect([await slow, await quick]).toEqual([false, true]);
    expect(player.played?.turns[0]?.lines[0]?.text).toBe("ახალი");
    expect(player.moves).toEqual([]);
  });

  test("undo while an answer is awaited takes that move back", async () => {
    const { server, player, bodies } = await begun();
    const answers = held(server);
    void player.move(said("ერთი"));
    const undone = player.undo();
    await settle();
    answers[1]!(played([turn([line("გამარჯობა")])]));
    expect(await undone).toBe(true);
    expect(bodies().at(-1)?.moves).toEqual([]);
  });

  test("no second move goes out before the first is answered", async () => {
    const { server, player } = await begun();
    held(server);
    void player.move(said("ერთი"));
    expect(player.canMove).toBe(false);
    expect(await player.move(said("ორი"))).toBe(false);
  });

  test("a move that got no answer is not kept, and the conversation stays as it was", async () => {
    const { server, player } = await begun();
    server.off(PLAY);
    expect(await player.move(said("ერთი"))).toBe(false);
    expect(player.hasFailed).toBe(true);
    expect(player.moves).toEqual([]);
    expect(player.played).not.toBeNull();
    server.on(PLAY, () => json(played([turn([])])));
    expect(await player.move(said("ერთი"))).toBe(true);
    expect(player.hasFailed).toBe(false);
  });

  test("an empty step is the end: nothing more can be done but go back", async () => {
    const { server, player } = set();
    server.on(PLAY, () => json(played([turn([])], { step: "" })));
    await player.restart();
    expect([player.hasEnded, player.canMove]).toEqual([true, false]);
  });

  test("no more moves are sent than the server plays", async () => {
    const { player } = await begun();
    for (let count = 0; count < MOVE_LIMIT; count += 1) await player.move(said("და"));
    expect([player.isFull, player.canMove]).toEqual([true, false]);
  });

  test("an ended session is told", async () => {
    const { server, player, ends } = set();
    server.on(PLAY, () => problem(401));
    await player.restart();
    expect(ends()).toBe(1);
  });
});

describe("transcript", () => {
  test("moves stand between the turns, pressed buttons by their labels", () => {
    const conversation = played([turn([line("კითხვა", "კი", "არა")]), turn([line("გასაგებია")], ["escalate urgent crisis"]), turn([line("აქ ვარ")])]);
    expect(transcript(conversation, [{ kind: "pressed", value: "f.კი" }, { kind: "silence", value: "" }])).toEqual([
      { kind: "program", text: "კითხვა" },
      { kind: "caller", text: "კი" },
      { kind: "program", text: "გასაგებია" },
      { kind: "effects", effects: ["escalate urgent crisis"] },
      { kind: "silence" },
      { kind: "program", text: "აქ ვარ" },
    ]);
  });

  test("only the newest buttons can be pressed", () => {
    const labels = (conversation: Played) => choices(conversation).flat().map(({ label }) => label);
    expect(labels(played([turn([line("ა", "ძველი")]), turn([line("ბ", "წინა"), line("გ", "ახალი"), line("დ")])]))).toEqual(["ახალი"]);
    expect(labels(played([turn([line("ა", "ძველი")]), turn([line("ბ")])]))).toEqual([]);
  });
});
