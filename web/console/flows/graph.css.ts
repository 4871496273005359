/** How a flow's map looks. */

import { css } from "lit";

export const graphStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    background: var(--sunken);
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 8px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--raised);
  }

  h3 {
    flex: 1 1 100px;
    margin: 0;
    font-size: 1.02rem;
  }

  .bar button {
    min-width: 42px;
    min-height: 40px;
    padding: 2px 10px;
    font-size: 0.95rem;
  }

  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    cursor: grab;
  }

  svg {
    display: block;
    user-select: none;
    margin: 0 auto;
  }

  text {
    fill: var(--ink);
    font: 13px var(--font);
  }

  .arrow text {
    fill: var(--soft);
    font-size: 11px;
    text-anchor: middle;
    paint-order: stroke;
    stroke: var(--sunken);
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  .arrow path {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.3;
  }

  .arrow.dashed path {
    stroke-dasharray: 5 4;
  }

  .arrow.lit path {
    stroke: var(--calm);
    stroke-width: 3;
  }

  .arrow.lit text {
    fill: var(--ink);
    font-weight: 700;
  }

  marker path {
    fill: var(--soft);
    fill: context-stroke;
  }

  .box {
    cursor: pointer;
  }

  .box rect {
    fill: var(--raised);
    stroke: var(--line);
    stroke-width: 1.5;
  }

  .box.ask rect {
    stroke: var(--calm);
  }

  .box.branch rect {
    fill: var(--paper);
    stroke-dasharray: 5 3;
  }

  .box.bringin rect {
    fill: var(--amber-tint);
    stroke: var(--amber);
  }

  .box.continue rect,
  .box.flow rect {
    fill: var(--calm-tint);
  }

  .box.end rect {
    fill: var(--sunken);
    stroke: var(--soft);
  }

  .box .quiet {
    fill: var(--soft);
    font-size: 11px;
  }

  .box:hover rect,
  .box[aria-pressed="true"] rect {
    stroke: var(--calm);
    stroke-width: 2.5;
  }

  .box[data-current="true"] rect {
    fill: var(--calm);
    stroke: var(--focus);
    stroke-width: 4;
  }

  .box[data-current="true"] text {
    fill: var(--on-calm);
  }

  .box:focus {
    outline: none;
  }

  .box:focus-visible rect {
    stroke: var(--focus);
    stroke-width: 4;
  }

  .words {
    position: absolute;
    bottom: 12px;
    left: 12px;
    width: min(460px, calc(100% - 24px));
    max-height: 55%;
    overflow-y: auto;
    padding: 12px 16px;
    border: 1px solid var(--calm);
    border-radius: 14px;
    background: var(--raised);
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  }

  .words ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    margin: 0 0 10px;
    padding: 0;
    list-style: none;
  }

  .words li button {
    width: 100%;
    min-height: 36px;
    padding: 2px 12px;
    overflow: hidden;
    text-align: left;
    text-overflow: ellipsis;
    line-height: 1.35;
    white-space: nowrap;
  }

  .words p {
    margin: 6px 0 10px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .soft {
    color: var(--soft);
    font-size: 0.9rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin: 0;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--amber-tint);
    color: var(--ink);
  }

  .note button {
    min-height: 38px;
    padding: 2px 12px;
  }

  .state {
    padding: 24px;
    text-align: center;
  }
`;
