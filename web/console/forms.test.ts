import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../shared/language.js";
import { FACT_STRINGS } from "../shared/strings.console.facts.js";
import { NO_DECISION, NO_RESCUE, decisionFault, decisionOf, fromField, rescueFault, toField } from "./forms.js";
import { factLines } from "./handover.js";

const now = new Date("2026-11-01T10:00:00Z");
const BEFORE = "2026-11-01T09:00:00Z";
const AFTER = "2026-11-01T11:00:00Z";

describe("the checklist of active rescue", () => {
  it.each([
    [{}, null],
    [{ called_112_by: "counsellor" }, "halfCalled"],
    [{ called_112_at: BEFORE }, "halfCalled"],
    [{ called_112_by: "counsellor", called_112_at: BEFORE }, null],
    [{ called_112_by: "counsellor", called_112_at: AFTER }, "future"],
    [{ outcome: "found_safe" }, "unconfirmed"],
    [{ outcome: "found_safe", outcome_confirmed_by: " ", outcome_confirmed_at: BEFORE }, "unconfirmed"],
    [{ outcome: "found_safe", outcome_confirmed_by: "112", outcome_confirmed_at: BEFORE }, null],
  ] as const)("%j: %s", (part, fault) => {
    expect(rescueFault({ ...NO_RESCUE, ...part }, now)).toBe(fault);
  });
});

describe("the decision by decree 437", () => {
  const whole = { ...NO_DECISION, grounds: ["physical" as const], person_informed: "yes" as const, decision: "undecided" as const };

  it.each([
    [{}, null],
    [{ grounds: [] }, "noGround"],
    [{ grounds: ["none", "physical"] }, "noneAndMore"],
    [{ person_informed: null }, "noInformed"],
    [{ decision: null }, "noDecision"],
    [{ decision: "refer", referred_to: "police" }, "halfReferral"],
    [{ decision: "refer", referred_to: "police", referred_at: AFTER }, "future"],
    [{ decision: "refer", referred_to: "police", referred_at: BEFORE }, null],
  ] as const)("%j: %s", (part, fault) => {
    const given = { ...whole, ...part, grounds: [...("grounds" in part ? part.grounds : whole.grounds)] };
    expect(decisionFault(given, now)).toBe(fault);
    expect(decisionOf(given, now) === null).toBe(fault !== null);
  });

  it("names a service only where it is referred", () => {
    expect(decisionOf({ ...whole, referred_to: "police", referred_at: BEFORE }, now)).toMatchObject({ referred_to: "", referred_at: null });
  });
});

describe("a moment in a field", () => {
  it("comes back as it went", () => {
    expect(fromField(toField(BEFORE))).toBe("2026-11-01T09:00:00.000Z");
    expect([toField(null), fromField(""), fromField("2026")]).toEqual(["", null, "2026-01-01T00:00:00.000Z"]);
  });
});

describe("what was told", () => {
  it("comes in words, the gravest first, without what the program keeps for itself", () => {
    const lines = factLines({ welcomed: "yes", region: "tbilisi", "safe_now": "no", contact: "ბებია" }, FACT_STRINGS.en);
    expect(lines.map(({ label, value, isGrave }) => [label, value, isGrave])).toEqual([
      ["Safe now", "no", true],
      ["Region", "Tbilisi", false],
      ["Contact left", "ბებია", false],
    ]);
  });

  it("shows a code that has no word", () => {
    expect(factLines({ new_fact: "new_value" }, FACT_STRINGS.ka)).toMatchObject([{ label: "new fact", value: "new value" }]);
  });

  it("has the same names and nearly the same values in every language", () => {
    for (const language of LANGUAGES) expect(Object.keys(FACT_STRINGS[language].names)).toEqual(Object.keys(FACT_STRINGS.en.names));
    for (const language of LANGUAGES) for (const code of Object.keys(FACT_STRINGS.en.values)) expect(FACT_STRINGS[language].values).toHaveProperty([code]);
  });
});
