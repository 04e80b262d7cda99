using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Previews;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Every preset, moving on the visitor's own face, in the browser itself; where it cannot, drawn here one after the other while the page is open.</summary>
public sealed partial class MotionStep : IDisposable
{
    private readonly Dictionary<string, MotionPreview> _tiles = [];
    private CancellationTokenSource? _drawing;
    private (Guid Portrait, int? Face)? _drawn;
    private RenderOrder _shown = new() { Portrait = Guid.Empty, Motion = new MotionChoice() };
    private bool _live = true;
    private bool _stopped;

    [Inject]
    public required MotionPreviews Previews { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required Guid Portrait { get; set; }

    [Parameter]
    public int? Face { get; set; }

    [Parameter]
    [EditorRequired]
    public required MotionChoice Chosen { get; set; }

    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    protected override void OnParametersSet()
    {
        if (_drawn == (Portrait, Face)) return;
        _drawn = (Portrait, Face);
        Dispose();
        _tiles.Clear();
        _stopped = false;
        _shown = new RenderOrder { Portrait = Portrait, Face = Face, Motion = new MotionChoice() };
        if (!_live) StartDrawing();
    }

    private void DrawByServer(LivePreviewFault fault)
    {
        if (!_live) return; // one tile has said it for all
        _live = false;
        if (fault is LivePreviewFault.NoGraphics) StartDrawing();
        else _stopped = true; // the portrait's own step says what is wrong
    }

    private void StartDrawing()
    {
        _drawing = new CancellationTokenSource();
        _ = InvokeAsync(() => DrawAsync(Portrait, Face, _drawing.Token));
    }

    public void Dispose()
    {
        _drawing?.Cancel();
        _drawing?.Dispose();
        _drawing = null;
    }

    private async Task DrawAsync(Guid portrait, int? face, CancellationToken token)
    {
        try
        {
            foreach (var preset in Presets.All)
            {
                var order = new RenderOrder { Portrait = portrait, Face = face, Motion = new MotionChoice { Preset = preset.Name } };
                var tile = await Previews.MakeAsync(Owner, order, tile: true, token);
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
