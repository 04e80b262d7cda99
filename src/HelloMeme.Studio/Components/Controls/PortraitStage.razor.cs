using System.Drawing;
using System.Globalization;
using HelloMeme.Media;
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
    private MotionPreview? _moving;
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

    private double ShownAspect => Order.Shape switch
    {
        FilmShape.Square when _moving is not null => 1,
        FilmShape.FourToFive when _moving is not null => 0.8,
        FilmShape.NineToSixteen when _moving is not null => 9 / 16.0,
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
        else (_moving, _working) = (null, false);
    }

    public void Dispose()
    {
        _drawing.Cancel();
        _drawing.Dispose();
    }

    private async Task DrawAsync(RenderOrder wanted, CancellationToken token)
    {
        _working = true;
        try
        {
            _moving = await Previews.MakeAsync(Owner, wanted, tile: false, token);
            _working = false;
        }
        catch (OperationCanceledException)
        {
            // Another order is being drawn now.
        }
        catch (UserFaultException)
        {
            (_moving, _working) = (null, false); // the step that can mend it says so
        }
    }

    private string Place(RectangleF box) => string.Create(CultureInfo.InvariantCulture,
        $"left:{100 * box.X / Shown.Width:0.##}%;top:{100 * box.Y / Shown.Height:0.##}%;width:{100 * box.Width / Shown.Width:0.##}%;height:{100 * box.Height / Shown.Height:0.##}%");
}
