using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A button that asks once more, in its own place.</summary>
public sealed partial class ConfirmButton
{
    private bool _asking;

    [Parameter]
    [EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Question { get; set; }

    [Parameter]
    public EventCallback OnConfirmed { get; set; }

    private async Task ConfirmAsync()
    {
        _asking = false;
        await OnConfirmed.InvokeAsync();
    }
}
