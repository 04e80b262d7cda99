using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Previews;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Every preset, moving on the visitor's own face, in the browser itself; where it cannot, drawn here one after the other while the page is open.</summary>
public sealed partial class MotionStep : IDisposable
{
    private readonly Dictionary<string, MotionPreview> _tiles = [];
    private CancellationTokenSource? _drawing;
    private (Guid Portrait, Framing? Framing, int? Face)? _drawn;
    private bool _live = true;
    private bool _stopped;
    private string? _fault; // of what moves in the browser
    private int _tries;

    [Inject]
    public required MotionPreviews Previews { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    /// <summary>Its portrait, framing and face are shown; its motion is the chosen one.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    protected override void OnParametersSet()
    {
        var shown = (Order.Portrait, Order.Framing, Order.Face);
        if (_drawn == shown) return;
        _drawn = shown;
        Dispose();
        _tiles.Clear();
        (_stopped, _fault) = (false, null);
        if (!_live) StartDrawing();
    }

    // One tile says it for all.
    private void Fail(LivePreviewFault fault)
    {
        if (!_live) return;
        _fault = fault.Sentence;
        if (_fault is not null) return;
        _live = false;
        StartDrawing();
    }

    private void TryAgain()
    {
        _fault = null;
        _tries++;
    }

    private void StartDrawing()
    {
        _drawing = new CancellationTokenSource();
        _ = InvokeAsync(() => DrawAsync(Order, _drawing.Token));
    }

    public void Dispose()
    {
        _drawing?.Cancel();
        _drawing?.Dispose();
        _drawing = null;
    }

    private async Task DrawAsync(RenderOrder shown, CancellationToken token)
    {
        try
        {
            foreach (var preset in Presets.All)
            {
                var tile = await Previews.MakeAsync(Owner, shown with { Motion = new MotionChoice { Preset = preset.Name } }, tile: true, token);
                if (token.IsCancellationRequested) return;
                _tiles[preset.Name] = tile;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // Another face, or the page was closed.
        }
        catch (UserFaultException)
        {
            _stopped = true; // the portrait's own step says what is wrong; the presets can be chosen without a picture
            StateHasChanged();
        }
    }
}
