using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The newest picture of a running job. The bytes come over the hub straight to the browser (js/step-preview), not through the circuit.</summary>
public sealed partial class StepPreview : IAsyncDisposable
{
    private ElementReference _canvas;
    private IJSObjectReference? _module;
    private IJSObjectReference? _watch;

    [Inject]
    public required IJSRuntime JS { get; init; }

    /// <summary>A job of this visitor; or else <see cref="Token"/>.</summary>
    [Parameter]
    public Guid? Job { get; set; }

    /// <summary>The watch token of a job.</summary>
    [Parameter]
    public string? Token { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/step-preview/index.js");
        _watch = await _module.InvokeAsync<IJSObjectReference>("watch", _canvas, new { Job, Token });
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }
}
