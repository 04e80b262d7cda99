using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The link to copy, and the film itself handed to other apps where the browser can (js/share-box).</summary>
public sealed partial class ShareBox : IAsyncDisposable
{
    private ElementReference _root;

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

    private ComponentScript Script => field ??= new(JS, "./js/share-box/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Script.AttachAsync("attach", _root, new { File, Title });
        else if (Script.IsAttached) await Script.CallAsync("show", new { File, Title });
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();
}
