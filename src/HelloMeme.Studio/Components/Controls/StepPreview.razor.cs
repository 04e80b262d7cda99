using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The newest picture of a running job. The bytes come over the hub straight to the browser (js/step-preview), not through the circuit.</summary>
public sealed partial class StepPreview : IAsyncDisposable
{
    private ElementReference _canvas;

    [Inject]
    public required IJSRuntime JS { get; init; }

    /// <summary>A job of this visitor; or else <see cref="Token"/>.</summary>
    [Parameter]
    public Guid? Job { get; set; }

    /// <summary>The watch token of a job.</summary>
    [Parameter]
    public string? Token { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/step-preview/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Script.AttachAsync("watch", _canvas, new { Job, Token });
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();
}
