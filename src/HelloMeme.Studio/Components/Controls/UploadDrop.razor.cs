using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

internal enum UploadStage { Choosing, Camera, Sending }

/// <summary>Takes one picture or clip from the visitor: drop, paste, file picker or camera. The bytes go from the browser straight to
/// /api/uploads (js/upload); this component only shows how far they are and says when the asset is there.</summary>
public sealed partial class UploadDrop : IAsyncDisposable
{
    private ElementReference _root;
    private DotNetObjectReference<UploadDrop>? _self;
    private UploadStage _stage;
    private bool _ready;
    private bool _recordsClip;
    private bool _cameraReady;
    private bool _openCamera;
    private int? _seconds;
    private string? _name;
    private string? _fault;
    private double _percent;
    private double? _secondsLeft;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Inject]
    public required IOptions<StudioOptions> Options { get; init; }

    /// <summary>What the zone is for, read by screen readers.</summary>
    [Parameter]
    [EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool Pictures { get; set; } = true;

    [Parameter]
    public bool Clips { get; set; }

    /// <summary>The id of the asset that was kept.</summary>
    [Parameter]
    public EventCallback<Guid> OnUploaded { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/upload/index.js");

    private string Accept => (Pictures, Clips) switch { (true, true) => "image/*,video/*", (false, true) => "video/*", _ => "image/*" };

    private string ChooseText => (Pictures, Clips) switch { (true, true) => "Choose a file", (false, true) => "Choose a clip", _ => "Choose a photo" };

    private string HintText
    {
        get
        {
            var limits = Options.Value.Limits;
            var sizes = (Pictures, Clips) switch
            {
                (true, true) => $"Photos up to {limits.PictureMegabytes} MB, clips up to {limits.ClipMegabytes} MB.",
                (false, true) => $"MP4, MOV or WebM up to {limits.ClipMegabytes} MB.",
                _ => $"JPEG, PNG or WebP up to {limits.PictureMegabytes} MB.",
            };
            return "Or drop it here, or paste it. " + sizes;
        }
    }

    private string ProgressText => _secondsLeft switch
    {
        null => "Starting",
        _ when _percent >= 100 => "Checking the file",
        < 1 => $"{_percent:0} %, a moment left",
        < 90 => $"{_percent:0} %, {_secondsLeft:0} s left",
        _ => $"{_percent:0} %, {_secondsLeft / 60:0} min left",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _ready = await Script.AttachAsync("attach", _root, _self, new { Pictures, Clips });
            StateHasChanged();
        }

        if (!_openCamera || !_ready) return;
        _openCamera = false; // the video element exists now
        _fault = await Script.CallAsync<string>("openCamera", _recordsClip);
        _cameraReady = _fault is null;
        if (_fault is not null) _stage = UploadStage.Choosing;
        StateHasChanged();
    }

    [JSInvokable]
    public void Started(string name)
    {
        (_stage, _name, _fault, _percent, _secondsLeft) = (UploadStage.Sending, name, null, 0, null);
        StateHasChanged();
    }

    [JSInvokable]
    public void Progress(double percent, double? secondsLeft)
    {
        (_percent, _secondsLeft) = (percent, secondsLeft);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Uploaded(Guid asset)
    {
        _stage = UploadStage.Choosing;
        await OnUploaded.InvokeAsync(asset);
        StateHasChanged();
    }

    [JSInvokable]
    public void Failed(string sentence)
    {
        (_stage, _fault) = (UploadStage.Choosing, sentence);
        StateHasChanged();
    }

    [JSInvokable]
    public void Cancelled()
    {
        _stage = UploadStage.Choosing;
        StateHasChanged();
    }

    [JSInvokable]
    public void Seconds(int seconds)
    {
        _seconds = seconds;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await Script.DisposeAsync();
        _self?.Dispose();
    }

    private async Task OpenCameraAsync(bool clip)
    {
        if (!await Script.CallAsync<bool>("wantsCamera")) return;
        (_stage, _recordsClip, _cameraReady, _seconds, _fault, _openCamera) = (UploadStage.Camera, clip, false, null, null, true);
    }

    private Task SnapAsync() => Script.CallAsync("takePhoto");

    private async Task RecordAsync()
    {
        _seconds = 0;
        await Script.CallAsync("recordClip");
    }

    private Task StopRecordingAsync() => Script.CallAsync("stopRecording");

    private async Task CloseCameraAsync()
    {
        _stage = UploadStage.Choosing;
        await Script.CallAsync("closeCamera");
    }

    private Task CancelAsync() => Script.CallAsync("cancel");
}
