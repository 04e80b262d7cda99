using System.Globalization;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Previews;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

internal enum WebcamStage { Off, Opening, Acting, Counting, Recording, Saving, Unkept }

/// <summary>The visitor's face drives the portrait in the page (js/webcam, <see cref="Webcam.WebcamHub"/>) and is recorded: what was recorded becomes one of the
/// visitor's motions and is chosen.</summary>
public sealed partial class WebcamStep : IAsyncDisposable
{
    private const int LeastSeconds = (int)LiveRecording.LeastSeconds;
    private ElementReference _root;
    private DotNetObjectReference<WebcamStep>? _self;
    private WebcamStage _stage;
    private string? _packet;
    private string? _fault, _done;
    private bool _ready;
    private int _number;

    [Inject]
    public required IJSRuntime JS { get; init; }

    /// <summary>Whose face is moved, in its shape.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>What was recorded.</summary>
    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/webcam/index.js");

    private string Packet => PreviewEndpoints.LiveAddress(Order, tile: false);

    private string Said => _stage switch
    {
        WebcamStage.Opening => "Opening the camera. Your browser may ask whether it may.",
        WebcamStage.Counting => $"Recording starts in {_number}",
        WebcamStage.Recording => $"Recording: {_number} of {LiveRecording.MostSeconds:0} s",
        WebcamStage.Saving => "Keeping your motion",
        WebcamStage.Unkept => "Your recording is still here. A file of it opens in the curve editor.",
        _ => "",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _ready = await Script.AttachAsync("attach", _root, _self);
            StateHasChanged();
        }

        if (_stage is WebcamStage.Opening && _packet is null) await SwitchOnAsync(); // video and canvas exist now
        else if (_packet is not null && _packet != Packet) await Script.CallAsync("update", _packet = Packet);
    }

    [JSInvokable]
    public void Counting(int number) => Show(WebcamStage.Counting, number);

    [JSInvokable]
    public void Recording(int seconds) => Show(WebcamStage.Recording, seconds);

    [JSInvokable]
    public void Saving() => Show(WebcamStage.Saving);

    /// <summary>The camera is off.</summary>
    [JSInvokable]
    public async Task Recorded(Guid motion, double seconds)
    {
        (_packet, _done) = (null, string.Create(CultureInfo.InvariantCulture, $"Your motion of {seconds:0.0} s is kept and chosen."));
        Show(WebcamStage.Off);
        await OnChosen.InvokeAsync(new MotionChoice { Motion = motion });
    }

    /// <summary>The browser holds the recording, for the studio has not kept it.</summary>
    [JSInvokable]
    public void Unkept(string sentence)
    {
        _fault = sentence;
        Show(WebcamStage.Unkept);
    }

    /// <summary>The camera goes on. Null: the visitor wanted it so.</summary>
    [JSInvokable]
    public void Interrupted(string? sentence)
    {
        _fault = sentence;
        Show(WebcamStage.Acting);
    }

    /// <summary>The camera is off.</summary>
    [JSInvokable]
    public void Ended(string sentence)
    {
        (_packet, _fault) = (null, sentence);
        Show(WebcamStage.Off);
    }

    public async ValueTask DisposeAsync()
    {
        await Script.DisposeAsync();
        _self?.Dispose();
    }

    private void Open() => (_stage, _packet, _fault, _done) = (WebcamStage.Opening, null, null, null);

    private async Task SwitchOnAsync()
    {
        _fault = await Script.CallAsync<string>("open", _packet = Packet);
        if (_stage is not WebcamStage.Opening) return; // switched off meanwhile
        (_stage, _packet) = _fault is null ? (WebcamStage.Acting, _packet) : (WebcamStage.Off, null);
        StateHasChanged();
    }

    private Task RecordAsync()
    {
        _fault = null;
        return Script.CallAsync("record");
    }

    private Task CalibrateAsync() => Script.CallAsync("calibrate");

    private Task StopAsync() => Script.CallAsync("stop");

    private Task KeepAgainAsync()
    {
        _fault = null;
        return Script.CallAsync("keepAgain");
    }

    private Task SaveFileAsync() => Script.CallAsync("saveFile");

    private Task DropAsync() => Script.CallAsync("drop");

    private async Task CloseAsync()
    {
        (_stage, _packet) = (WebcamStage.Off, null);
        await Script.CallAsync("close");
    }

    private void Show(WebcamStage stage, int number = 0)
    {
        (_stage, _number) = (stage, number);
        StateHasChanged();
    }
}
