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
    private IJSObjectReference? _module;
    private IJSObjectReference? _frame;
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
        _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/crop-frame/index.js");
        _frame = await _module.InvokeAsync<IJSObjectReference>("attach", _root, Shares(Framing ?? new Framing()));
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_frame is not null)
            {
                await _frame.InvokeVoidAsync("dispose");
                await _frame.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }

    private async Task UseAsync()
    {
        var chosen = await ReadAsync();
        await OnChosen.InvokeAsync(chosen == new Framing() ? null : chosen);
    }

    private async Task TurnAsync() => await SetAsync((await ReadAsync()).Turned());

    private async Task SetAsync(Framing framing)
    {
        _turn = framing.Turn;
        await _frame!.InvokeVoidAsync("set", Shares(framing));
    }

    // As it will stand in the address, so that what was chosen equals what is read from there.
    private async Task<Framing> ReadAsync()
    {
        var box = await _frame!.InvokeAsync<Box>("read");
        var read = new Framing { Turn = _turn, Left = box.Left, Top = box.Top, Width = box.Width, Height = box.Height };
        return Framing.Parse(read.ToString()) ?? new Framing { Turn = _turn };
    }

    private static Box Shares(Framing framing) => new(framing.Left, framing.Top, framing.Width, framing.Height);

    private sealed record Box(double Left, double Top, double Width, double Height);
}
