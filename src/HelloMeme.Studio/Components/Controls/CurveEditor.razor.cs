using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>What the editor shows. Face: address of the live portrait (Previews). Clip, Sound: of the driver (Assets). Back: where "Use this motion" leads.</summary>
public sealed record CurveEditorSettings(Guid Motion, string? Face, string? Clip, string? Still, string? Sound, string Back);

/// <summary>The timeline of a kept motion (js/curve-editor): it loads, shows, edits and saves in the browser, and nothing of a gesture comes here.</summary>
public sealed partial class CurveEditor : IAsyncDisposable
{
    private ElementReference _root;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required CurveEditorSettings Settings { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/curve-editor/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Script.AttachAsync("attach", _root, Settings);
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();
}
