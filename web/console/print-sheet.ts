/** One clean A4 page with a form and nothing else: the page's other parts are hidden while it is printed. */

export interface Sheet {
  readonly heading: string;
  /** What it is about, who saved it, when it was printed. */
  readonly lines: readonly string[];
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly signature: string;
  readonly language: string;
}

const STYLE = `
  #print-sheet { display: none; }
  @page { size: A4; margin: 16mm; }
  @media print {
    html, body { height: auto; background: #fff; color: #000; overflow: visible; }
    body > :not(#print-sheet) { display: none !important; }
    #print-sheet { display: block; font: 11pt/1.35 sans-serif; }
    #print-sheet h1 { margin: 0 0 4mm; font-size: 16pt; }
    #print-sheet p { margin: 0 0 1mm; }
    #print-sheet table { width: 100%; margin: 4mm 0 10mm; border-collapse: collapse; }
    #print-sheet th, #print-sheet td { padding: 2mm; border: 0.3mm solid #777; text-align: left; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }
    #print-sheet th { width: 38%; font-weight: 600; }
    #print-sheet tr { break-inside: avoid; }
  }
`;

/** Shows the browser's print dialog; the sheet is gone afterwards. */
export function printSheet(sheet: Sheet): void {
  document.getElementById("print-sheet")?.remove();
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  const page = document.createElement("section");
  page.id = "print-sheet";
  page.lang = sheet.language;
  const table = element("table");
  for (const [label, value] of sheet.rows) {
    const row = element("tr");
    row.append(element("th", label), element("td", value));
    table.append(row);
  }
  page.append(element("h1", sheet.heading), ...sheet.lines.map((line) => element("p", line)), table, element("p", `${sheet.signature}: ______________________________`));
  document.body.append(page);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  addEventListener(
    "afterprint",
    () => {
      page.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    },
    { once: true },
  );
  print();
}

function element(name: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
