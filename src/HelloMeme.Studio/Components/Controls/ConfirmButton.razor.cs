using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A button that asks once more, in its own place. The keyboard goes to what keeps, and back.</summary>
public sealed partial class ConfirmButton
{
    private MudButton? _ask, _keep;
    private bool _asking, _turned;

    [Parameter]
    [EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Question { get; set; }

    [Parameter]
    public EventCallback OnConfirmed { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_turned) return;
        _turned = false;
        if ((_asking ? _keep : _ask) is { } button) await button.FocusAsync();
    }

    private void Ask(bool asking) => (_asking, _turned) = (asking, true);

    private void KeepOnEscape(KeyboardEventArgs e)
    {
        if (e.Key == "Escape") Ask(false);
    }

    private async Task ConfirmAsync()
    {
        _asking = false;
        await OnConfirmed.InvokeAsync();
    }
}
