using System.Globalization;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The whole photo with a frame on it (js/crop-frame). What is chosen is only told: the photo stays as it is.</summary>
public sealed partial class CropFrame : IAsyncDisposable
{
    private static readonly (string Handle, string Name)[] Handles =
    [
        ("nw", "top left corner"), ("n", "top edge"), ("ne", "top right corner"), ("e", "right edge"),
        ("se", "bottom right corner"), ("s", "bottom edge"), ("sw", "bottom left corner"), ("w", "left edge"),
    ];

    private ElementReference _root;
    private bool _ready;
    private int _turn;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required Asset Photo { get; set; }

    /// <summary>What is used now; null for all of it.</summary>
    [Parameter]
    public Framing? Framing { get; set; }

    /// <summary>What shall be used; null for all of it.</summary>
    [Parameter]
    public EventCallback<Framing?> OnChosen { get; set; }

    [Parameter]
    public EventCallback OnCancelled { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/crop-frame/index.js");

    private string Aspect
    {
        get
        {
            var size = new Framing { Turn = _turn }.SizeOf(Photo.Width, Photo.Height);
            return ((double)size.Width / size.Height).ToString("0.####", CultureInfo.InvariantCulture);
        }
    }

    protected override void OnInitialized() => _turn = Framing?.Turn ?? 0;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _ready = await Script.AttachAsync("attach", _root, Shares(Framing ?? new Framing()));
        StateHasChanged();
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();

    private async Task UseAsync()
    {
        if (await ReadAsync() is { } chosen) await OnChosen.InvokeAsync(chosen == new Framing() ? null : chosen);
    }

    private async Task TurnAsync()
    {
        if (await ReadAsync() is { } framing) await SetAsync(framing.Turned());
    }

    private async Task SetAsync(Framing framing)
    {
        _turn = framing.Turn;
        await Script.CallAsync("set", Shares(framing));
    }

    // As it will stand in the address, so that what was chosen equals what is read from there. Null when the frame is gone.
    private async Task<Framing?> ReadAsync()
    {
        if (await Script.CallAsync<Box>("read") is not { } box) return null;
        var read = new Framing { Turn = _turn, Left = box.Left, Top = box.Top, Width = box.Width, Height = box.Height };
        return Framing.Parse(read.ToString()) ?? new Framing { Turn = _turn };
    }

    private static Box Shares(Framing framing) => new(framing.Left, framing.Top, framing.Width, framing.Height);

    private sealed record Box(double Left, double Top, double Width, double Height);
}
