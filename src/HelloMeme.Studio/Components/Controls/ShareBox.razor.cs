using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The link to copy, and the film itself handed to other apps where the browser can (js/share-box).</summary>
public sealed partial class ShareBox : IAsyncDisposable
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _box;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Address { get; set; }

    /// <summary>Address of the MP4.</summary>
    [Parameter]
    [EditorRequired]
    public required string File { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/share-box/index.js");
            _box = await _module.InvokeAsync<IJSObjectReference>("attach", _root, new { File, Title });
        }
        else if (_box is not null)
        {
            await _box.InvokeVoidAsync("show", new { File, Title });
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_box is not null)
            {
                await _box.InvokeVoidAsync("dispose");
                await _box.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }
}
