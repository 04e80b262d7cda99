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
    private readonly CancellationTokenSource _closing = new();
    private ElementReference _canvas;
    private IJSObjectReference? _module, _face;
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
        try
        {
            if (_face is not null)
            {
                await _face.InvokeVoidAsync("update", _closing.Token, show);
            }
            else
            {
                _module ??= await JS.InvokeAsync<IJSObjectReference>("import", _closing.Token, "./js/draft-preview/index.js");
                _face = await _module.InvokeAsync<IJSObjectReference?>("mount", _closing.Token, _canvas, show);
            }

            // A face may take as long as the machine needs: with a token the call knows no time limit.
            if (_face is null) await OnFault.InvokeAsync(LivePreviewFault.NoGraphics);
            else if (await _face.InvokeAsync<string>("settled", _closing.Token) is { Length: > 0 }) await OnFault.InvokeAsync(LivePreviewFault.NoFace);
            else await OnDrawn.InvokeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException || _closing.IsCancellationRequested)
        {
            // The page is gone, or this preview is, and its scripts with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        try
        {
            if (_face is not null)
            {
                await _face.InvokeVoidAsync("dispose");
                await _face.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }
}

/// <summary>Why a preview does not move in the browser: it has no WebGL 2, or the studio refused the face (its own step says why).</summary>
public enum LivePreviewFault { NoGraphics, NoFace }
