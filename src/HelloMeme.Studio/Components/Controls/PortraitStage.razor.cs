using System.Drawing;
using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Previews;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The portrait, large: its faces to choose from, or, once there is a motion, the order moving with its captions.</summary>
public sealed partial class PortraitStage : IDisposable
{
    private CancellationTokenSource _drawing = new();
    private RenderOrder? _drawn;
    private MotionTrack? _track;
    private MotionPreview? _moving;
    private string? _fault;
    private bool _byServer;
    private bool _working;

    [Inject]
    public required MotionPreviews Previews { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required Asset Portrait { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>Boxes in pixels of the framed portrait, left to right.</summary>
    [Parameter]
    public IReadOnlyList<RectangleF> Faces { get; set; } = [];

    /// <summary>The face and the motion can be used.</summary>
    [Parameter]
    public bool Ready { get; set; }

    /// <summary>1-based number of the face that was pressed.</summary>
    [Parameter]
    public EventCallback<int> OnFace { get; set; }

    private bool Moves => _track is not null || _moving is not null;

    private double ShownAspect => Order.Shape switch
    {
        FilmShape.Square when Moves => 1,
        FilmShape.FourToFive when Moves => 0.8,
        FilmShape.NineToSixteen when Moves => 9 / 16.0,
        _ => (double)Shown.Width / Shown.Height,
    };

    private Size Shown => Order.Framing?.SizeOf(Portrait.Width, Portrait.Height) ?? new Size(Portrait.Width, Portrait.Height);

    private string Aspect => ShownAspect.ToString("0.####", CultureInfo.InvariantCulture);

    protected override async Task OnParametersSetAsync()
    {
        var wanted = Order.ForItsEngine() with { CaptionTop = null, CaptionBottom = null, Sound = FilmSound.Keep, SoundFrom = null, Engine = FilmEngine.Draft, Settings = null, Quick = false };
        if (wanted == _drawn && Ready) return;
        await _drawing.CancelAsync();
        _drawing.Dispose();
        _drawing = new CancellationTokenSource();
        _drawn = Ready ? wanted : null;
        if (Ready) await DrawAsync(wanted, _drawing.Token);
        else (_track, _moving, _working, _fault) = (null, null, false, null);
    }

    public void Dispose()
    {
        _drawing.Cancel();
        _drawing.Dispose();
    }

    private async Task DrawAsync(RenderOrder wanted, CancellationToken token)
    {
        (_working, _fault) = (true, null);
        try
        {
            if (_byServer) (_moving, _working) = (await Previews.MakeAsync(Owner, wanted, tile: false, token), false);
            else await PlayAsync(wanted, token);
        }
        catch (OperationCanceledException)
        {
            // Another order is being drawn now.
        }
        catch (UserFaultException)
        {
            (_track, _moving, _working) = (null, null, false); // the step that can mend it says so
        }
    }

    private async Task PlayAsync(RenderOrder wanted, CancellationToken token)
    {
        var track = await Previews.TrackAsync(Owner, wanted, token);
        token.ThrowIfCancellationRequested();
        _working = _track is null; // a face that is already there takes the new motion at once
        _track = track;
    }

    /// <summary>A browser without WebGL 2 gets a moving picture instead.</summary>
    private async Task DrawByServerAsync(LivePreviewFault fault)
    {
        (_track, _working, _fault, _byServer) = (null, false, fault.Sentence, fault.Sentence is null);
        if (_byServer) await DrawAgainAsync();
    }

    private Task DrawAgainAsync() => _drawn is { } wanted ? DrawAsync(wanted, _drawing.Token) : Task.CompletedTask;

    private string Place(RectangleF box) => string.Create(CultureInfo.InvariantCulture,
        $"left:{100 * box.X / Shown.Width:0.##}%;top:{100 * box.Y / Shown.Height:0.##}%;width:{100 * box.Width / Shown.Width:0.##}%;height:{100 * box.Height / Shown.Height:0.##}%");
}
