/** The launcher's own look, kept in its shadow root: the embedding page neither sees nor changes it. */
export const LOADER_CSS = `
:host{all:initial}
*{box-sizing:border-box}
.b,.p{position:fixed;z-index:2147483000;font:500 17px/1.3 system-ui,"Segoe UI","Noto Sans Georgian",sans-serif}
.b{right:16px;bottom:16px;min-height:56px;padding:12px 22px;border:2px solid #fff;border-radius:28px;
background:#1d5f58;color:#fff;cursor:pointer;box-shadow:0 4px 18px #0005}
.b:hover{background:#164a45}
.b:focus-visible,.x:focus-visible,a:focus-visible{outline:3px solid #f0a35e;outline-offset:3px}
.p{z-index:2147483001;right:16px;bottom:88px;width:400px;height:min(700px,calc(100vh - 104px));border-radius:18px;overflow:hidden;
background:#fbf7f0;color:#2c2a27;box-shadow:0 8px 40px #0006}
.p[hidden]{display:none}
.f{padding:28px;text-align:center}
.f a{display:block;margin:12px 0;padding:14px;border-radius:12px;background:#fff;color:#8c3418;font-size:22px;font-weight:700}
.x{min-width:48px;min-height:48px;padding:0 18px;border:0;border-radius:24px;background:#e9e1d4;color:#2c2a27;font:inherit;cursor:pointer}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0;visibility:hidden}
iframe.r{visibility:visible}
@media (max-width:520px),(max-height:480px){.p{inset:0;width:100%;height:100%;border-radius:0}}
@media print{.b,.p{display:none}}
`;
