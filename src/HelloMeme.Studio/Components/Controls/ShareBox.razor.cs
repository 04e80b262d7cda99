using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The link to copy, the film handed to other apps where the browser can, and downloads. Whether they carry the recipe is seen to in the browser (js/share-box):
/// a box just ticked counts at once, however far the studio is.</summary>
public sealed partial class ShareBox : IAsyncDisposable
{
    private ElementReference _root;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Address { get; set; }

    /// <summary>Address of the files without their endings.</summary>
    [Parameter]
    [EditorRequired]
    public required string Files { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    private object Shown => new { File = Files + ".mp4", Title };

    private ComponentScript Script => field ??= new(JS, "./js/share-box/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Script.AttachAsync("attach", _root, Shown);
        else if (Script.IsAttached) await Script.CallAsync("show", Shown);
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();
}
