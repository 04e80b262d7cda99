using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Previews;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A portrait that moves in the browser itself (js/draft-preview): the studio sends its geometry and pictures once,
/// and no picture is rendered here. Words for people who do not see it stand beside it.</summary>
public sealed partial class FacePreview : IAsyncDisposable
{
    private ElementReference _canvas;
    private (string Address, MotionTrack Track)? _shown;
    private bool _showing;

    [Inject]
    public required IJSRuntime JS { get; init; }

    /// <summary>Whose face and, unless it is a tile, in what shape.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>The small square face.</summary>
    [Parameter]
    public bool Tile { get; set; }

    /// <summary>What it does.</summary>
    [Parameter]
    [EditorRequired]
    public required MotionTrack Track { get; set; }

    /// <summary>The face is on the canvas.</summary>
    [Parameter]
    public EventCallback OnDrawn { get; set; }

    /// <summary>This browser cannot (no WebGL 2), or the face could not be fetched.</summary>
    [Parameter]
    public EventCallback<LivePreviewFault> OnFault { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/draft-preview/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_showing) return; // it looks again when it is done
        _showing = true;
        try
        {
            while (_shown is not { } shown || shown.Address != Address || !ReferenceEquals(shown.Track, Track))
            {
                _shown = (Address, Track);
                await ShowAsync(Address, Track);
            }
        }
        finally
        {
            _showing = false;
        }
    }

    private string Address => PreviewEndpoints.LiveAddress(Order, Tile);

    private async Task ShowAsync(string packet, MotionTrack motion)
    {
        using var track = JsonDocument.Parse(motion.ToJson());
        var show = new { packet, track = track.RootElement, still = motion.PeakFrame(), tile = Tile };
        if (Script.IsAttached) await Script.CallAsync("update", show);
        else await Script.AttachAsync("mount", _canvas, show);
        var fault = Script.IsAttached ? await Script.CallAsync<string>("settled") : null;
        if (Script.IsGone) return;
        if (!Script.IsAttached) await OnFault.InvokeAsync(new LivePreviewFault(null));
        else if (fault is { Length: > 0 }) await OnFault.InvokeAsync(new LivePreviewFault(fault));
        else await OnDrawn.InvokeAsync();
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();
}

/// <summary>Why a preview does not move in the browser: the sentence of what kept the face from coming, null for a browser without WebGL 2.</summary>
public readonly record struct LivePreviewFault(string? Sentence);
